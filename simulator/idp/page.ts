import type { ServerResponse } from "node:http";
import { pageStyle } from "./page-style";

/** Safe markup. Only `html` creates it, and escapes every inserted string. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | Html | readonly Html[] | false | undefined;

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(toMarkup)));
}

/** Renders a whole page with the provider's header around `body`. It loads no other resources. */
export function renderPage(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – simulated identity provider</title>
<link rel="icon" href="data:,">
<style>${new Html(pageStyle)}</style>
</head>
<body>
<main>
<p class="notice"><strong>Simulated identity provider.</strong> It runs only on this machine; its agents are made up.</p>
${body}
</main>
</body>
</html>
`.markup;
}

export function sendPage(res: ServerResponse, status: number, page: string): void {
  res.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
  });
  res.end(page);
}

function toMarkup(part: Part): string {
  if (part === false || part === undefined) return "";
  if (part instanceof Html) return part.markup;
  if (typeof part === "string") return escapeMarkup(part);
  return part.map(toMarkup).join("\n");
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
