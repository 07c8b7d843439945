import type { LogEntry } from "../../host/message-log";
import { pairOf } from "./pair";
import { summaryOf, typeOf } from "./summary";

/** One line of the inspector: an entry, its text, and the related entry, if any. */
export interface LogLine {
  entry: LogEntry;
  type: string;
  summary: string;
  /** The request of a response or the response of a request, and the ms between them. */
  other: { id: number; ms: number } | null;
  /** Whether its response is missing. */
  waiting: boolean;
}

/**
 * Creates lines from a growing log. A line stays the same object until it changes, so that a burst of messages
 * renders only its own rows.
 */
export function createLogReader(): (log: readonly LogEntry[]) => readonly LogLine[] {
  const lines = new Map<number, LogLine>();
  const waiting = new Map<string, LogLine>();
  let lastId = 0;

  function read(entry: LogEntry): void {
    const line: LogLine = {
      entry,
      type: typeOf(entry),
      summary: summaryOf(entry),
      other: null,
      waiting: false,
    };
    lines.set(entry.id, line);
    const pair = pairOf(entry);
    if (pair?.half === "first") {
      line.waiting = true;
      waiting.set(pair.key, line);
    } else if (pair) {
      const first = waiting.get(pair.key);
      if (!first) return;
      waiting.delete(pair.key);
      const ms = entry.at - first.entry.at;
      lines.set(first.entry.id, { ...first, waiting: false, other: { id: entry.id, ms } });
      line.other = { id: first.entry.id, ms };
      if (line.type === "response") {
        line.summary = line.summary ? `${first.summary} ${line.summary}` : first.summary;
      }
    }
  }

  return function readLog(log) {
    for (const entry of log) if (entry.id > lastId) read(entry);
    lastId = log.at(-1)?.id ?? lastId;
    const firstId = log[0]?.id ?? Number.POSITIVE_INFINITY;
    for (const id of lines.keys()) if (id < firstId) lines.delete(id);
    return log.flatMap((entry) => lines.get(entry.id) ?? []);
  };
}
