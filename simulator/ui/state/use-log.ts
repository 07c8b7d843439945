import { useEffect, useState } from "react";
import type { LogEntry } from "../../host/message-log";
import { useWorkspace } from "./workspace-provider";

const intervalMs = 200;

/**
 * The workspace's log, up to 200 ms old. Messages come in bursts, the largest during an app's handshake, and
 * rendering each at once would slow the handshake down.
 */
export function useLog(): readonly LogEntry[] {
  const { workspace } = useWorkspace();
  const [log, setLog] = useState(() => workspace.getSnapshot().log);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function show() {
      timer = undefined;
      setLog(workspace.getSnapshot().log);
    }
    const unsubscribe = workspace.subscribe(() => {
      timer ??= setTimeout(show, intervalMs);
    });
    show();
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [workspace]);

  return log;
}
