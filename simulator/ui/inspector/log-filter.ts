import type { LogEntry } from "../../host/message-log";
import type { InstanceOwners } from "../state/instance-owners";
import type { LogLine } from "./log-line";
import { toJson } from "./to-json";

/** Which messages are shown: those of the contact in front, all, or one instance's (its id). */
export type Whose = "front" | "all" | (string & {});

export interface LogFilter {
  text: string;
  healthChecks: boolean;
  whose: Whose;
}

const jsonOf = new WeakMap<LogEntry, string>();

/** Cached for each entry: otherwise a typed filter would serialize the whole log at each message. */
function searchableJson(entry: LogEntry): string {
  const known = jsonOf.get(entry);
  if (known !== undefined) return known;
  const json = entry.direction === "workspace" ? "" : toJson(entry.message).toLowerCase();
  jsonOf.set(entry, json);
  return json;
}

/**
 * Returns the lines that pass the filter. It searches the text in the type, the summary and the JSON. `front` is
 * the contact in front, null for the idle desk.
 */
export function filterLog(
  lines: readonly LogLine[],
  filter: LogFilter,
  owners: InstanceOwners,
  front: string | null,
): readonly LogLine[] {
  const text = filter.text.trim().toLowerCase();

  function isWanted({ instanceId }: LogEntry): boolean {
    if (filter.whose === "all") return true;
    if (filter.whose !== "front") return instanceId === filter.whose;
    const owner = owners.get(instanceId);
    return owner !== undefined && (owner.spansContacts || owner.contactId === front);
  }

  return lines.filter(({ entry, type, summary }) => {
    if (!isWanted(entry)) return false;
    if (!filter.healthChecks && type.startsWith("healthCheck")) return false;
    if (!text || `${type} ${summary}`.toLowerCase().includes(text)) return true;
    return searchableJson(entry).includes(text);
  });
}
