import { inlineSources } from "../../../lib/security/inline-sources";
import type { Deployment } from "../deployment";
import type { Finding } from "../finding";
import type { HttpResponse } from "../request";

/** Checks that no response with an agent's data, or with a policy of last week, can come from a cache. */
export function checkCaching(deployment: Deployment): Finding[] {
  const { page, pageAgain, health, healthAgain, session, start, silent } = deployment;
  const responses = [pageAgain, session, start, silent];
  return [
    ...[session, start, silent].flatMap((response) =>
      requireCacheControl(response, /no-store/, "sign-in-cacheable"),
    ),
    // A page that the build rendered may be kept, but a cache must ask each time.
    ...requireCacheControl(page, /no-store|no-cache|max-age=0\b/, "page-cacheable"),
    ...responses.flatMap(refuseCached),
    ...refuseSameNonce(health, healthAgain),
    ...checkScripts(page),
  ];
}

function requireCacheControl(
  response: HttpResponse,
  expected: RegExp,
  code: Finding["code"],
): Finding[] {
  const value = response.headers.get("cache-control") ?? "";
  if (expected.test(value)) return [];
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

function nonceOf({ headers }: HttpResponse): string | undefined {
  return headers.get("content-security-policy")?.match(/'nonce-([^']+)'/)?.[1];
}

function refuseSameNonce(response: HttpResponse, again: HttpResponse): Finding[] {
  const nonce = nonceOf(response);
  if (!nonce || nonce !== nonceOf(again)) return [];
  return [{ code: "nonce-reused", what: `Two responses have nonce ${nonce}` }];
}

/** Finds inline scripts that the page's policy allows neither by nonce nor by hash. */
function checkScripts(page: HttpResponse): Finding[] {
  const policy = page.headers.get("content-security-policy");
  if (!policy) return [];
  const nonce = nonceOf(page);
  const blocked = [...page.body.matchAll(/<script\b[^>]*>.*?<\/script>/gs)].filter(
    ([script]) =>
      !(nonce && script.includes(` nonce="${nonce}"`)) &&
      !inlineSources(script).script.every((hash) => policy.includes(hash)),
  );
  if (blocked.length === 0) return [];
  return [
    {
      code: "scripts-blocked",
      what: `The policy allows ${blocked.length} inline scripts neither by nonce nor by hash`,
    },
  ];
}
