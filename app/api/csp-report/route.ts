import { logEvent } from "@/lib/log";
import { readPolicyReports } from "@/lib/security/csp-report";

/** Bytes. A longer report is refused unread. */
const longestReport = 16_384;

/** Logs the Content-Security-Policy violations that browsers report. */
export async function POST(request: Request) {
  const length = Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  if (!(length <= longestReport)) return new Response(null, { status: 413 });
  const reports = readPolicyReports(await request.json().catch(() => null));
  if (!reports) return new Response(null, { status: 400 });
  for (const report of reports) logEvent("warn", "policy.violated", { ...report });
  return new Response(null, { status: 204 });
}
