import "server-only";
import type { Messages } from "@/lib/messages";
import { messagesFor } from "@/lib/messages/for-request";
import type { SignOutMessage, WindowMessage } from "../window-message";

interface WindowPage {
  /** What the agent reads. */
  texts: (messages: Messages) => { title: string; text: string };
  /** The message to post to the app's frame, if any. */
  message: WindowMessage | SignOutMessage | null;
  /** Whether the window closes itself. `if-posted`: only if there is a frame to post the message to. */
  closes: "always" | "if-posted" | "never";
}

// Without the framework's bundle, because the page is on screen only for a moment. Its message goes only to
// this app's own origin.
const script = `
const { message, closes } = JSON.parse(document.body.dataset.state);
const frame = window.opener ?? (window.parent === window ? null : window.parent);
if (frame && message) frame.postMessage(message, location.origin);
if (closes === "always" || (closes === "if-posted" && frame)) window.close();
`;

const style = `
:root { color-scheme: light dark; background: canvas; color: canvastext; font: 1rem/1.5 system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 90vh; margin: 0; padding: 1rem; text-align: center; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; } p { margin: 0; max-width: 26rem; }
`;

/** Renders a page of the sign-in window or of the silent frame. */
export async function windowPage(
  request: Request,
  { texts, ...state }: WindowPage,
): Promise<Response> {
  const messages = await messagesFor(request);
  const { title, text } = texts(messages);
  const nonce = escapeHtml(request.headers.get("x-nonce") ?? "");
  const html = `<!doctype html>
<html lang="${messages.language}" dir="${messages.direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
<body data-state="${escapeHtml(JSON.stringify(state))}">
<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main>
<script nonce="${nonce}">${script}</script>
`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
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
