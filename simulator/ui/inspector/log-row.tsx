import { memo, useState } from "react";
import type { LogEntry } from "../../host/message-log";
import { CopyButton } from "../controls/copy-button";
import { formatMs } from "./format-ms";
import type { LogLine } from "./log-line";
import { isFault } from "./summary";
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
  line: LogLine;
  /** The app's owner; omitted if all entries belong to one contact. */
  owner?: string | undefined;
  /** Brings another line to the front, by its entry's id. */
  onShow: (id: number) => void;
}

/** One line of the inspector. It unfolds to the whole message. */
export const LogRow = memo(function LogRow({ line, owner, onShow }: LogRowProps) {
  const [open, setOpen] = useState(false);
  const { entry, type, summary, other, waiting } = line;
  const { sign, name } = directions[entry.direction];
  const isSecond = other !== null && other.id < entry.id;
  const json = () => toJson(entry.direction === "workspace" ? entry : entry.message, 2);
  return (
    <li
      className="log-row"
      data-direction={entry.direction}
      data-type={type}
      data-fault={isFault(entry) || undefined}
    >
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary id={`log-${entry.id}`}>
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
          {(isSecond || waiting) && (
            <span className="log-ms">{isSecond ? formatMs(other.ms) : "no answer yet"}</span>
          )}
        </summary>
        {open && (
          <>
            <div className="log-row-tools">
              {other && (
                <button
                  type="button"
                  className="button small"
                  onClick={() => onShow(other.id)}
                >{`Show ${isSecond ? "question" : "answer"} (${formatMs(other.ms)})`}</button>
              )}
              <CopyButton label="Copy message" text={json} />
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
            <pre tabIndex={0}>{json()}</pre>
          </>
        )}
      </details>
    </li>
  );
});
