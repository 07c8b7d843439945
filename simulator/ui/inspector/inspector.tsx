import { useMemo, useState } from "react";
import type { LogEntry } from "../../host/message-log";
import { useWorkspace } from "../desk/workspace-provider";
import { InspectorTools } from "./inspector-tools";
import { filterLog } from "./log-filter";
import { LogList } from "./log-list";
import { commandsOf } from "./summary";
import { useLog } from "./use-log";

/** Every message between the workspace and its apps, the newest at the bottom. */
export function Inspector() {
  const { workspace, owners, selectedContactId } = useWorkspace();
  const log = useLog();
  const [text, setText] = useState("");
  const [showsAll, setShowsAll] = useState(false);
  const [healthChecks, setHealthChecks] = useState(false);
  const [pausedLog, setPausedLog] = useState<readonly LogEntry[] | null>(null);
  const shownLog = pausedLog ?? log;

  const commands = useMemo(() => commandsOf(shownLog), [shownLog]);
  const contactId = showsAll ? undefined : selectedContactId;
  const entries = useMemo(
    () => filterLog(shownLog, { text, healthChecks, contactId }, owners, commands),
    [shownLog, text, healthChecks, contactId, owners, commands],
  );

  function clear() {
    workspace.clearLog();
    setPausedLog(pausedLog && []);
  }

  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="inspector-head">
        <h2 className="panel-title">
          Inspector <span className="count">{entries.length}</span>
        </h2>
        <button
          type="button"
          className="button small"
          aria-pressed={pausedLog !== null}
          onClick={() => setPausedLog(pausedLog ? null : log)}
        >
          Pause
        </button>
        <button type="button" className="button small" onClick={clear}>
          Clear
        </button>
      </div>
      <InspectorTools
        text={text}
        onText={setText}
        showsAll={showsAll}
        onShowsAll={setShowsAll}
        healthChecks={healthChecks}
        onHealthChecks={setHealthChecks}
      />
      <LogList
        entries={entries}
        commands={commands}
        owners={showsAll ? owners : undefined}
        empty={text ? "No message passes the filter." : "No messages yet."}
      />
    </aside>
  );
}
