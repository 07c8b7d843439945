import type { Workspace, WorkspaceSnapshot } from "../../host/workspace";

/** A snapshot without its log. */
export type DeskState = Omit<WorkspaceSnapshot, "log">;

function isShallowEqual<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[];
  return keys.every((key) => Object.is(a[key], b[key]));
}

function isSame(a: DeskState, b: DeskState): boolean {
  const sameApps =
    a.apps.length === b.apps.length &&
    a.apps.every((app, index) => isShallowEqual(app, b.apps[index] ?? app));
  return sameApps && isShallowEqual({ ...a, apps: null }, { ...b, apps: null });
}

/**
 * A `getSnapshot` that stays the same object while only the log grows. An app sends dozens of log
 * messages during its handshake; to draw the whole desk for each would slow the handshake down.
 */
export function deskStateOf(workspace: Workspace): () => DeskState {
  let last: DeskState | undefined;
  return () => {
    const { log: _log, ...state } = workspace.getSnapshot();
    if (!last || !isSame(last, state)) last = state;
    return last;
  };
}
