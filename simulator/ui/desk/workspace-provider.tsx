import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from "react";
import type { Workspace } from "../../host/workspace";
import { type InstanceOwners, useInstanceOwners } from "../inspector/instance-owners";
import { type DeskState, deskStateOf } from "./desk-state";

interface WorkspaceView extends DeskState {
  /** To change the state with. */
  workspace: Workspace;
  owners: InstanceOwners;
}

const WorkspaceContext = createContext<WorkspaceView | null>(null);

interface WorkspaceProviderProps {
  workspace: Workspace;
  children: ReactNode;
}

export function WorkspaceProvider({ workspace, children }: WorkspaceProviderProps) {
  const getState = useMemo(() => deskStateOf(workspace), [workspace]);
  const state = useSyncExternalStore(workspace.subscribe, getState);
  const owners = useInstanceOwners(state);
  const view = useMemo(() => ({ ...state, workspace, owners }), [state, workspace, owners]);
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
