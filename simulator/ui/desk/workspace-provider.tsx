import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from "react";
import type { Workspace } from "../../host/workspace";
import type { WorkspaceConfig } from "../../registration";
import { type InstanceOwners, useInstanceOwners } from "../inspector/instance-owners";
import { type DeskState, deskStateOf } from "./desk-state";

interface WorkspaceView extends DeskState {
  /** To change the state with. */
  workspace: Workspace;
  /** What the page's server was started with. */
  config: WorkspaceConfig;
  owners: InstanceOwners;
}

const WorkspaceContext = createContext<WorkspaceView | null>(null);

interface WorkspaceProviderProps {
  workspace: Workspace;
  config: WorkspaceConfig;
  children: ReactNode;
}

export function WorkspaceProvider({ workspace, config, children }: WorkspaceProviderProps) {
  const getState = useMemo(() => deskStateOf(workspace), [workspace]);
  const state = useSyncExternalStore(workspace.subscribe, getState);
  const owners = useInstanceOwners(state);
  const view = useMemo(
    () => ({ ...state, workspace, config, owners }),
    [state, workspace, config, owners],
  );
  return <WorkspaceContext value={view}>{children}</WorkspaceContext>;
}

/**
 * The workspace's state as of now, and `workspace` to change it with. The log is in `useLog`. Throws
 * outside `WorkspaceProvider`.
 */
export function useWorkspace(): WorkspaceView {
  const view = use(WorkspaceContext);
  if (!view) throw new Error("useWorkspace needs a <WorkspaceProvider> above it");
  return view;
}

/** The contact in front; null for the idle desk. */
export function useContactInFront() {
  const { contacts, selectedContactId } = useWorkspace();
  return contacts.find(({ id }) => id === selectedContactId) ?? null;
}
