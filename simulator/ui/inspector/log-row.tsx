import { memo, useState } from "react";
import type { LogEntry } from "../../host/message-log";
import { isFault, typeOf } from "./summary";
import { toJson } from "./to-json";

const directions: Record<LogEntry["direction"], { sign: string; name: string }> = {
  up: { sign: "↑", name: "app to workspace" },
  down: { sign: "↓", name: "workspace to app" },
  workspace: { sign: "·", name: "workspace" },
};

function formatTime(at: number): string {
  const date = new Date(at);
  const twoDigits = (part: number) => String(part).padStart(2, "0");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
  return `${time}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

interface LogRowProps {
  entry: LogEntry;
  summary: string;
  /** Whose app it is; left out where all entries are of one contact. */
  owner?: string | undefined;
}

/** One line of the inspector, which unfolds to the whole message. */
export const LogRow = memo(function LogRow({ entry, summary, owner }: LogRowProps) {
  const [open, setOpen] = useState(false);
  const { sign, name } = directions[entry.direction];
  const type = typeOf(entry);
  return (
    <li
      className="log-row"
      data-direction={entry.direction}
      data-type={type}
      data-fault={isFault(entry) || undefined}
    >
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="log-time">{formatTime(entry.at)}</span>
          <span className="log-direction" title={name}>
            <span aria-hidden="true">{sign}</span>
            <span className="visually-hidden">{name}</span>
          </span>
          <span className="log-text">
            {entry.direction !== "workspace" && <span className="log-type">{type}</span>}{" "}
            <span className="log-summary">{summary}</span>
            {owner && <span className="log-owner"> {owner}</span>}
          </span>
        </summary>
        {open && <pre>{toJson(entry.direction === "workspace" ? entry : entry.message, 2)}</pre>}
      </details>
    </li>
  );
});
