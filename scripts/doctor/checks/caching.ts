import type { Answer } from "../ask";
import type { Deployment } from "../deployment";
import type { Finding } from "../finding";

export function checkCaching({ page, pageAgain, session, start, silent }: Deployment): Finding[] {
  const answers = [pageAgain, session, start, silent];
  return [
    ...[session, start, silent].flatMap((answer) => requireNoStore(answer, "sign-in-cacheable")),
    ...requireNoStore(page, "page-cacheable"),
    ...answers.flatMap(refuseCached),
    ...checkNonce(page, pageAgain),
  ];
}

function requireNoStore(answer: Answer, code: Finding["code"]): Finding[] {
  const value = answer.headers.get("cache-control") ?? "";
  if (value.includes("no-store")) return [];
  return [{ code, what: `${new URL(answer.url).pathname} has Cache-Control: ${value || "none"}` }];
}

/** Headers with which a cache says that the response comes from it. */
const marks: Record<string, RegExp> = {
  age: /^[1-9]/,
  "x-cache": /\bhit\b/i,
  "cf-cache-status": /^hit$/i,
  "x-vercel-cache": /^hit$/i,
};

function refuseCached(answer: Answer): Finding[] {
  const mark = Object.entries(marks).find(([name, hit]) =>
    hit.test(answer.headers.get(name) ?? ""),
  );
  if (!mark) return [];
  const [name] = mark;
  const what = `${new URL(answer.url).pathname} has ${name}: ${answer.headers.get(name)}`;
  return [{ code: "answer-from-cache", what }];
}

function checkNonce(page: Answer, again: Answer): Finding[] {
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
