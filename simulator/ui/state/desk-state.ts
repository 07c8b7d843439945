import type { Workspace, WorkspaceSnapshot } from "../../host/workspace";

/** A snapshot without its log. */
export type DeskState = Omit<WorkspaceSnapshot, "log">;

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function isSame(a: DeskState, b: DeskState): boolean {
  const keys = Object.keys(a) as (keyof DeskState)[];
  return (
    keys.every((key) => key === "apps" || Object.is(a[key], b[key])) && isSameList(a.apps, b.apps)
  );
}

/**
 * A `getSnapshot` that returns the same object while only the log grows. An app sends dozens of log messages
 * during its handshake; rendering the whole desk for each would slow the handshake down.
 */
export function deskStateOf(workspace: Workspace): () => DeskState {
  let last: DeskState | undefined;
  return () => {
    const { log: _log, ...state } = workspace.getSnapshot();
    if (!last || !isSame(last, state)) last = state;
    return last;
  };
}
