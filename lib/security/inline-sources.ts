import { createHash } from "node:crypto";
import type { InlineSources } from "./csp";

/** The hashes of the inline scripts and styles of a page that Next rendered (CSP Level 3, section 6.7.3). */
export function inlineSources(html: string): InlineSources {
  const sources = { script: new Set<string>(), style: new Set<string>() };
  for (const [, tag, attributes, text] of html.matchAll(/<(script|style)\b([^>]*)>(.*?)<\/\1>/gs)) {
    if (/\ssrc=/.test(attributes ?? "")) continue;
    const hash = createHash("sha256")
      .update(text ?? "")
      .digest("base64");
    sources[tag as keyof typeof sources].add(`'sha256-${hash}'`);
  }
  return { script: [...sources.script], style: [...sources.style] };
}
