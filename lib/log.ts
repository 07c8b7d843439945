import "server-only";

/** Lines of one event that are written in a minute. More are counted, not written. */
const linesPerMinute = 60;
/** Maximum characters of one value. */
const longestValue = 200;

interface Count {
  minute: number;
  lines: number;
}
const counts = new Map<string, Count>();

/**
 * Writes one line of JSON to the server's log. `event` is a stable name to search for, such as
 * `sign-in.failed`. Values are cut and escaped, so that no request can forge a line or fill the disk: an
 * event has 60 lines a minute for each tenant, and the first line after that says how many were dropped.
 *
 * Never log a token, a claim or anything about a customer.
 */
export function logEvent(
  level: "info" | "warn" | "error",
  event: string,
  fields: Record<string, string | number | undefined> = {},
): void {
  const minute = Math.floor(Date.now() / 60_000);
  const key = `${event} ${fields.tenant ?? ""}`;
  let count = counts.get(key) ?? { minute, lines: 0 };
  const dropped = count.minute < minute ? Math.max(0, count.lines - linesPerMinute) : 0;
  if (count.minute < minute) count = { minute, lines: 0 };
  count.lines += 1;
  counts.set(key, count);
  if (count.lines > linesPerMinute) return;

  const values = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? value.slice(0, longestValue) : value,
  ]);
  const line = { event, ...Object.fromEntries(values), ...(dropped > 0 && { dropped }) };
  console[level](escapeControls(JSON.stringify(line)));
}

/** Escapes characters that JSON does not, but that end a line or move a terminal's cursor. */
function escapeControls(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
