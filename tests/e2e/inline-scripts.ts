import { createHash } from "node:crypto";

/**
 * The inline scripts of a page that its policy allows neither by hash nor by nonce. Independent of
 * lib/security/inline-sources.ts, which it checks.
 */
export function blockedScripts(html: string, policy: string): string[] {
  const sources = policy.match(/script-src ([^;]*)/)?.[1]?.split(" ") ?? [];
  return [...html.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gs)]
    .filter(([, attributes = "", text = ""]) => {
      if (/\ssrc=/.test(attributes)) return false;
      const hash = createHash("sha256").update(text).digest("base64");
      const nonce = attributes.match(/nonce="([^"]+)"/)?.[1];
      return !sources.includes(`'sha256-${hash}'`) && !sources.includes(`'nonce-${nonce}'`);
    })
    .map(([script]) => script);
}
