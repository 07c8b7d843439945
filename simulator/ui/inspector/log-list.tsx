import { memo, useRef } from "react";
import type { InstanceOwners } from "../state/instance-owners";
import type { LogLine } from "./log-line";
import { LogRow } from "./log-row";
import { useStickToBottom } from "./use-stick-to-bottom";

interface LogListProps {
  lines: readonly LogLine[];
  /** Names the owner in each row; omitted if all entries belong to one contact. */
  owners?: InstanceOwners | undefined;
  /** The text if there is no entry. */
  empty: string;
  onShow: (id: number) => void;
}

/** The inspector's rows, the newest at the bottom. */
export const LogList = memo(function LogList({ lines, owners, empty, onShow }: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const onScroll = useStickToBottom(scroller, lines);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <div className="log" ref={scroller} onScroll={onScroll} tabIndex={0}>
      {lines.length === 0 && <p className="empty">{empty}</p>}
      <ol>
        {lines.map((line) => (
          <LogRow
            key={line.entry.id}
            line={line}
            owner={owners?.get(line.entry.instanceId)?.name}
            onShow={onShow}
          />
        ))}
      </ol>
    </div>
  );
});
