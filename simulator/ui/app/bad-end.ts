import type { LogEntry } from "../../host/message-log";
import type { InstanceOwners } from "../state/instance-owners";

/**
 * How the app's last instance of a contact (null: of the idle desk) ended, when it did not end by its
 * own clean-up and the log still knows.
 */
export function findBadEnd(
  log: readonly LogEntry[],
  owners: InstanceOwners,
  contactId: string | null,
): { text: string; fatal: boolean } | null {
  const end = log.findLast(
    (entry) =>
      entry.direction === "workspace" && owners.get(entry.instanceId)?.contactId === contactId,
  );
  if (end?.direction !== "workspace") return null;

  let fatal = false;
  for (const entry of log) {
    if (entry.instanceId !== end.instanceId || entry.direction !== "up") continue;
    const { message } = entry;
    if (message.type === "appLifecycleHandlerCompleted" && message.stage === "destroy") return null;
    if (message.type === "closeApp") fatal = message.isFatalError;
  }
  return { text: end.text, fatal };
}
