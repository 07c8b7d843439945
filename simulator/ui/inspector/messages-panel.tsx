import { useCallback, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import type { LogEntry } from "../../host/message-log";
import type { InstanceOwners } from "../state/instance-owners";
import { useWorkspace } from "../state/workspace-provider";
import { CopyButton } from "../controls/copy-button";
import { saveFile } from "../controls/save-file";
import { bugReport } from "./bug-report";
import { InspectorTools } from "./inspector-tools";
import { filterLog, isInLog, type LogFilter } from "./log-filter";
import { createLogReader } from "./log-line";
import { LogList } from "./log-list";
import { toJson } from "./to-json";
import { useLog } from "../state/use-log";

const everything: LogFilter = { text: "", healthChecks: true, whose: "all" };

/** The owners that the rows name: not the one that was chosen. */
function ownersToName({ whose }: LogFilter, owners: InstanceOwners): InstanceOwners | undefined {
  if (whose === "all") return owners;
  if (!whose.startsWith("contact:")) return undefined;
  return new Map([...owners].filter(([, { contactId }]) => whose !== `contact:${contactId}`));
}

/** Every message between the workspace and its apps and services, the newest at the bottom. */
export function MessagesPanel() {
  const { workspace, contacts, knownContacts, owners, selectedContactId, services } =
    useWorkspace();
  const log = useLog();
  const [filter, setFilter] = useState<LogFilter>({
    ...everything,
    healthChecks: false,
    // Without a desk, nothing is in front.
    whose: services.some(({ state }) => state === "failed") ? "all" : "front",
  });
  const [pausedLog, setPausedLog] = useState<readonly LogEntry[] | null>(null);
  const [readLog] = useState(createLogReader);
  const shownLog = pausedLog ?? log;

  const all = useMemo(() => readLog(shownLog), [readLog, shownLog]);
  const lines = useMemo(
    () => filterLog(all, filter, owners, selectedContactId),
    [all, filter, owners, selectedContactId],
  );
  const loggedContacts = useMemo(
    () =>
      [...knownContacts].flatMap(([id, customer]) => {
        const isOver = !contacts.some((each) => each.id === id);
        const isChosen = filter.whose === `contact:${id}`;
        const isListed = !isOver || isChosen || isInLog(all, id, owners);
        return isListed ? [{ id, customer, isOver }] : [];
      }),
    [all, contacts, knownContacts, owners, filter.whose],
  );
  const namedOwners = useMemo(() => ownersToName(filter, owners), [filter, owners]);
  const pausedAt = pausedLog?.at(-1)?.id ?? 0;
  const newer = pausedLog ? log.filter(({ id }) => id > pausedAt).length : 0;

  const show = useCallback((id: number) => {
    const find = () => document.getElementById(`log-${id}`);
    // The filter may hide the line.
    if (!find()) flushSync(() => setFilter(everything));
    const summary = find();
    summary?.closest("details")?.setAttribute("open", "");
    summary?.focus();
    summary?.scrollIntoView({ block: "center" });
  }, []);

  function save() {
    const report = bugReport(workspace.getSnapshot(), lines, all);
    saveFile(`messages-${report.savedAt.replaceAll(":", "-")}.json`, toJson(report, 2));
  }

  function clear() {
    workspace.clearLog();
    setPausedLog(pausedLog && []);
  }

  return (
    <>
      <div className="inspector-head">
        <p className="count">
          {lines.length === 1 ? "1 message" : `${lines.length} messages`}
          {newer > 0 && `, ${newer} newer`}
        </p>
        <button
          type="button"
          className="button small"
          aria-pressed={pausedLog !== null}
          onClick={() => setPausedLog(pausedLog ? null : log)}
        >
          Pause
        </button>
        <CopyButton
          label="Copy"
          text={() =>
            toJson(
              lines.map(({ entry }) => entry),
              2,
            )
          }
          disabled={lines.length === 0}
        />
        <button
          type="button"
          className="button small"
          title="Save the shown messages for a bug report, without customer data"
          disabled={lines.length === 0}
          onClick={save}
        >
          Save
        </button>
        <button type="button" className="button small" onClick={clear}>
          Clear
        </button>
      </div>
      <InspectorTools
        filter={filter}
        contacts={loggedContacts}
        owners={owners}
        onChange={(change) => setFilter({ ...filter, ...change })}
      />
      <LogList
        lines={lines}
        owners={namedOwners}
        empty={filter.text ? "No message passes the filter." : "No messages yet."}
        onShow={show}
      />
    </>
  );
}
