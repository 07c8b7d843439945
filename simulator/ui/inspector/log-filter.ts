import type { LogEntry } from "../../host/message-log";
import type { InstanceOwners } from "../state/instance-owners";
import type { LogLine } from "./log-line";
import { toJson } from "./to-json";

/** Which messages are shown: those of what is in front, all, one contact's, or one instance's (its id). */
export type Whose = "front" | "all" | `contact:${string}` | (string & {});

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

/** Whether a message is of a frame of the contact, or names the contact. */
function isAbout(entry: LogEntry, contactId: string, owners: InstanceOwners): boolean {
  if (owners.get(entry.instanceId)?.contactId === contactId) return true;
  return searchableJson(entry).includes(contactId.toLowerCase());
}

/** The ids of the messages about a contact, with the responses to them. */
function findAbout(
  lines: readonly LogLine[],
  contactId: string,
  owners: InstanceOwners,
): ReadonlySet<number> {
  const about = lines.filter(({ entry }) => isAbout(entry, contactId, owners));
  return new Set(about.flatMap(({ entry, other }) => (other ? [entry.id, other.id] : [entry.id])));
}

/** Whether the log contains a message about a contact. */
export function isInLog(
  lines: readonly LogLine[],
  contactId: string,
  owners: InstanceOwners,
): boolean {
  return lines.some(({ entry }) => isAbout(entry, contactId, owners));
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
  const [, contactId] = filter.whose.split("contact:");
  const about = contactId ? findAbout(lines, contactId, owners) : null;

  function isWanted({ id, instanceId }: LogEntry): boolean {
    if (about) return about.has(id);
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
