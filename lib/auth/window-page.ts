import "server-only";

/** What a page of the sign-in window tells the frame that opened it. */
export type WindowMessage =
  | { type: "sign-in:code"; code: string }
  | { type: "sign-in:failed"; reason: string };

// Without the framework's bundle: the window is on screen for an instant. The message goes to this
// app's own origin and to nobody else.
const script = `
const { message } = JSON.parse(document.body.dataset.state);
const frame = window.opener ?? (window.parent === window ? null : window.parent);
if (frame) { frame.postMessage(message, location.origin); window.close(); }
`;

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 90vh; margin: 0; padding: 1rem; text-align: center; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; } p { margin: 0; max-width: 26rem; }
`;

/** A page of the sign-in window: posts `message` to its opener and closes, or stays and shows the text. */
export function windowPage(
  { title, text, message }: { title: string; text: string; message: WindowMessage },
  { nonce, status = 200 }: { nonce: string; status?: number },
): Response {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style nonce="${escapeHtml(nonce)}">${style}</style>
<body data-state="${escapeHtml(JSON.stringify({ message }))}">
<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main>
<script nonce="${escapeHtml(nonce)}">${script}</script>
`;
  return new Response(html, {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
