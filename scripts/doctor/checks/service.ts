import type { Deployment } from "../deployment";
import type { Finding } from "../finding";

/** Checks that the server is up and its build is complete. */
export function checkService({ health, asset }: Deployment): Finding[] {
  const findings: Finding[] = [];
  if (health.status !== 200) {
    findings.push({ code: "unhealthy", what: `/api/health responds with ${health.status}` });
  }
  if (asset?.status !== 200) {
    const what = asset ? `${asset.url} responds with ${asset.status}` : "The page names no script";
    findings.push({ code: "asset-missing", what });
  }
  return findings;
}
