import { memo, useRef } from "react";
import type { LogEntry } from "../../host/message-log";
import type { InstanceOwners } from "./instance-owners";
import { LogRow } from "./log-row";
import { type Commands, summaryOf } from "./summary";
import { useStickToBottom } from "./use-stick-to-bottom";

interface LogListProps {
  entries: readonly LogEntry[];
  commands: Commands;
  /** Names the owner in each row; left out where all entries are of one contact. */
  owners?: InstanceOwners | undefined;
  /** What to say when there is no entry. */
  empty: string;
}

/** The inspector's rows, the newest at the bottom. */
export const LogList = memo(function LogList({ entries, commands, owners, empty }: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const onScroll = useStickToBottom(scroller, entries);
  return (
    <div className="log" ref={scroller} onScroll={onScroll}>
      {entries.length === 0 && <p className="empty">{empty}</p>}
      <ol>
        {entries.map((entry) => (
          <LogRow
            key={entry.id}
            entry={entry}
            summary={summaryOf(entry, commands)}
            owner={owners?.get(entry.instanceId)?.name}
          />
        ))}
      </ol>
    </div>
  );
});
