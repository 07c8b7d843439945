import { readPolicyReports } from "@/lib/security/csp-report";

/** Bytes; a longer report, or one that does not tell its length, is refused unread. */
const maxLength = 16_384;
/** Anyone may send reports, so that no more of them are logged. */
const maxPerMinute = 60;

let minute = 0;
let logged = 0;

/** Takes what browsers report of the Content-Security-Policy, and logs it. */
export async function POST(request: Request) {
  const length = Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  if (!(length <= maxLength)) return new Response(null, { status: 413 });
  const reports = readPolicyReports(await request.json().catch(() => null));
  if (!reports) return new Response(null, { status: 400 });
  for (const report of reports) {
    if (mayLog()) console.warn(`Content-Security-Policy report: ${JSON.stringify(report)}`);
  }
  return new Response(null, { status: 204 });
}

function mayLog(): boolean {
  const now = Math.floor(Date.now() / 60_000);
  if (now !== minute) [minute, logged] = [now, 0];
  logged += 1;
  return logged <= maxPerMinute;
}
