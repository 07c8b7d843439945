import type { Deployment } from "../deployment";
import type { Finding } from "../finding";
import type { HttpResponse } from "../request";

/** Checks that no response with an agent's data, or with a nonce, can come from a cache. */
export function checkCaching({ page, pageAgain, session, start, silent }: Deployment): Finding[] {
  const responses = [pageAgain, session, start, silent];
  return [
    ...[session, start, silent].flatMap((response) =>
      requireNoStore(response, "sign-in-cacheable"),
    ),
    ...requireNoStore(page, "page-cacheable"),
    ...responses.flatMap(refuseCached),
    ...checkNonce(page, pageAgain),
  ];
}

function requireNoStore(response: HttpResponse, code: Finding["code"]): Finding[] {
  const value = response.headers.get("cache-control") ?? "";
  if (value.includes("no-store")) return [];
  return [
    { code, what: `${new URL(response.url).pathname} has Cache-Control: ${value || "none"}` },
  ];
}

/** Headers by which a cache marks the responses that come from it. */
const marks: Record<string, RegExp> = {
  age: /^[1-9]/,
  "x-cache": /\bhit\b/i,
  "cf-cache-status": /^hit$/i,
  "x-vercel-cache": /^hit$/i,
};

function refuseCached(response: HttpResponse): Finding[] {
  const mark = Object.entries(marks).find(([name, hit]) =>
    hit.test(response.headers.get(name) ?? ""),
  );
  if (!mark) return [];
  const [name] = mark;
  const what = `${new URL(response.url).pathname} has ${name}: ${response.headers.get(name)}`;
  return [{ code: "answer-from-cache", what }];
}

function checkNonce(page: HttpResponse, again: HttpResponse): Finding[] {
  const [nonce, next] = [page, again].map(
    ({ headers }) => headers.get("content-security-policy")?.match(/'nonce-([^']+)'/)?.[1],
  );
  if (!nonce) return [];
  const findings: Finding[] = [];
  if (nonce === next)
    findings.push({ code: "nonce-reused", what: `Two responses have nonce ${nonce}` });
  const inPage = page.body.match(/<script[^>]* nonce="([^"]*)"/)?.[1];
  if (inPage !== nonce) {
    findings.push({ code: "nonce-mismatch", what: `Policy: ${nonce}, page: ${inPage ?? "none"}` });
  }
  return findings;
}
