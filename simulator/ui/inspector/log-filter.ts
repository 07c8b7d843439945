import type { LogEntry } from "../../host/message-log";
import type { InstanceOwners } from "./instance-owners";
import { type Commands, summaryOf, typeOf } from "./summary";
import { toJson } from "./to-json";

export interface LogFilter {
  text: string;
  healthChecks: boolean;
  /** The contact (null: the idle desk) whose entries are shown; undefined for everyone's. */
  contactId?: string | null | undefined;
}

/** The entries that pass the filter. The text is sought in the type, the summary and the JSON. */
export function filterLog(
  log: readonly LogEntry[],
  filter: LogFilter,
  owners: InstanceOwners,
  commands: Commands,
): readonly LogEntry[] {
  const text = filter.text.trim().toLowerCase();
  return log.filter((entry) => {
    const { contactId } = filter;
    if (contactId !== undefined && owners.get(entry.instanceId)?.contactId !== contactId) {
      return false;
    }
    const type = typeOf(entry);
    if (!filter.healthChecks && type.startsWith("healthCheck")) return false;
    if (!text) return true;
    const json = entry.direction === "workspace" ? "" : toJson(entry.message);
    return `${type} ${summaryOf(entry, commands)} ${json}`.toLowerCase().includes(text);
  });
}
