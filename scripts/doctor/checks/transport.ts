import type { Deployment } from "../deployment";
import type { Finding } from "../finding";

/** Minimum seconds of HSTS: half a year. */
const shortest = 15_768_000;

/** Checks that browsers use only https. */
export function checkTransport({ origin, page, http }: Deployment): Finding[] {
  // The doctor accepts http only for localhost.
  if (origin.startsWith("http:")) return [];
  const findings: Finding[] = [];
  const hsts = page.headers.get("strict-transport-security") ?? "";
  if (Number(hsts.match(/max-age=(\d+)/)?.[1] ?? 0) < shortest) {
    findings.push({ code: "hsts-missing", what: `Strict-Transport-Security is "${hsts}"` });
  }
  if (http && !(http.headers.get("location") ?? "").startsWith("https:")) {
    findings.push({ code: "http-open", what: `${http.url} responds with ${http.status}` });
  }
  return findings;
}
