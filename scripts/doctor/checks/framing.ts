import type { Deployment } from "../deployment";
import type { Finding } from "../finding";
import type { HttpResponse } from "../request";

/** Checks who may frame which page. `instances` is null if the allowed instances are unknown. */
export function checkFraming(
  deployment: Deployment,
  instances: readonly string[] | null,
): Finding[] {
  const { page, start, silent } = deployment;
  return [
    ...checkAncestors(page, instances),
    ...checkAncestors(silent, instances && ["'self'", ...instances]),
    ...checkAncestors(start, ["'none'"]),
    ...[page, silent].flatMap((response) =>
      refuseHeader(response, "x-frame-options", "frame-options"),
    ),
    ...[page, start, silent].flatMap((response) =>
      refuseHeader(response, "cross-origin-opener-policy", "opener-policy"),
    ),
  ];
}

function checkAncestors(response: HttpResponse, expected: readonly string[] | null): Finding[] {
  const path = new URL(response.url).pathname;
  const header = response.headers.get("content-security-policy");
  if (!header) return [{ code: "policy-missing", what: `${path} has no Content-Security-Policy` }];
  // A proxy may add a second header: a browser applies both.
  return header.split(",").flatMap((policy): Finding[] => {
    const directive = policy.split(";").find((each) => each.trim().startsWith("frame-ancestors"));
    const [, ...ancestors] = directive?.trim().split(/\s+/) ?? [];
    const what = `${path} has ${directive?.trim() ?? "a policy without frame-ancestors"}`;
    if (
      !directive ||
      ancestors.some((ancestor) => ancestor.includes("*") || ancestor === "https:")
    ) {
      return [{ code: "frame-ancestors-wildcard", what }];
    }
    const same = !expected || [...ancestors].sort().join() === [...expected].sort().join();
    return same
      ? []
      : [{ code: "frame-ancestors-wrong", what: `${what}, not ${expected.join(" ")}` }];
  });
}

function refuseHeader(response: HttpResponse, name: string, code: Finding["code"]): Finding[] {
  const value = response.headers.get(name);
  // The browsers' default without the header.
  if (value === null || value === "unsafe-none") return [];
  return [{ code, what: `${new URL(response.url).pathname} has ${name}: ${value}` }];
}
