import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from "react";
import type { Workspace } from "../../host/workspace";
import { type InstanceOwners, useInstanceOwners } from "./instance-owners";
import type { Recorder } from "../../scenarios/recorder";
import type { Opening } from "../scenario";
import { type DeskState, deskStateOf } from "./desk-state";
import { type KnownContacts, useKnownContacts } from "./known-contacts";

interface WorkspaceView extends DeskState {
  /** Changes the state. */
  workspace: Workspace;
  /** Records what `workspace` is used for. */
  recorder: Recorder;
  /** The scenario that the page opened with, and the instance's settings in it. */
  opening: Opening;
  owners: InstanceOwners;
  knownContacts: KnownContacts;
}

const WorkspaceContext = createContext<WorkspaceView | null>(null);

interface WorkspaceProviderProps {
  recorder: Recorder;
  opening: Opening;
  children: ReactNode;
}

export function WorkspaceProvider({ recorder, opening, children }: WorkspaceProviderProps) {
  const { workspace } = recorder;
  const getState = useMemo(() => deskStateOf(workspace), [workspace]);
  const state = useSyncExternalStore(workspace.subscribe, getState);
  const owners = useInstanceOwners(state);
  const knownContacts = useKnownContacts(state);
  const view = useMemo(
    () => ({ ...state, workspace, recorder, opening, owners, knownContacts }),
    [state, workspace, recorder, opening, owners, knownContacts],
  );
  return <WorkspaceContext value={view}>{children}</WorkspaceContext>;
}

/**
 * The workspace's current state, and `workspace` to change it. The log is in `useLog`. Throws outside
 * `WorkspaceProvider`.
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
