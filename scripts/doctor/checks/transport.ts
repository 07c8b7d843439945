import type { Deployment } from "../deployment";
import type { Finding } from "../finding";

/** Seconds: half a year. */
const shortest = 15_768_000;

export function checkTransport({ origin, page, http }: Deployment): Finding[] {
  // Http is only for localhost: the doctor's own address was checked for that.
  if (origin.startsWith("http:")) return [];
  const findings: Finding[] = [];
  const hsts = page.headers.get("strict-transport-security") ?? "";
  if (Number(hsts.match(/max-age=(\d+)/)?.[1] ?? 0) < shortest) {
    findings.push({ code: "hsts-missing", what: `Strict-Transport-Security is "${hsts}"` });
  }
  if (http && !(http.headers.get("location") ?? "").startsWith("https:")) {
    findings.push({ code: "http-open", what: `${http.url} answers ${http.status}` });
  }
  return findings;
}
