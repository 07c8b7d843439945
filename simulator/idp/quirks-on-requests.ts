import type { IncomingMessage, ServerResponse } from "node:http";
import { html, renderPage, sendPage } from "./page";
import type { Quirks } from "./quirks";

/** The cookie that holds a silent request which found no session. */
const keptRequest = "kept-request";

/**
 * Answers a request in place of the provider, or changes it, as the quirks have it. Returns whether it has been
 * answered, or never will be.
 */
export function applyRequestQuirks(
  req: IncomingMessage,
  res: ServerResponse,
  issuer: string,
  quirks: Quirks,
): boolean {
  const url = new URL(req.url ?? "/", issuer);
  if (url.pathname === "/session/end" && quirks.signOutIgnored) {
    sendPage(res, 200, renderPage("Signed out", html`<h1>You are signed out</h1>`));
    return true;
  }
  if (url.pathname === "/auth") return answerAuthorization(req, res, url, quirks);
  if (url.pathname.startsWith("/auth/") && quirks.resumesSilent) resumeKept(req, res, issuer);
  return false;
}

function answerAuthorization(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  quirks: Quirks,
): boolean {
  const prompt = url.searchParams.get("prompt");
  if (prompt === "none" && quirks.silent === "unanswered") return true;
  if (prompt === "none" && quirks.silent === "page") {
    sendPage(res, 400, renderPage("Error", html`<h1>You are not signed in</h1>`));
    return true;
  }
  if (prompt === "select_account" && quirks.selectAccount === "ignored") {
    url.searchParams.delete("prompt");
    req.url = url.pathname + url.search;
  }
  if (prompt === "none" && quirks.resumesSilent) {
    onRedirect(res, (location) => {
      if (!location.searchParams.has("error")) return null;
      addCookie(res, `${keptRequest}=${encodeURIComponent(url.search)}; Path=/; HttpOnly`);
      return null;
    });
  }
  return false;
}

/** The agent has signed in: the kept request is answered, and the one that asked for the login is not. */
function resumeKept(req: IncomingMessage, res: ServerResponse, issuer: string): void {
  const kept = req.headers.cookie?.match(new RegExp(`${keptRequest}=([^;]+)`))?.[1];
  if (!kept) return;
  onRedirect(res, (location) => {
    if (!location.searchParams.has("code")) return null;
    addCookie(res, `${keptRequest}=; Path=/; Max-Age=0`);
    return new URL(`/auth${decodeURIComponent(kept)}`, issuer);
  });
}

/** Calls `change` with the address that the response redirects to; what it returns takes its place. */
function onRedirect(res: ServerResponse, change: (location: URL) => URL | null): void {
  const writeHead = res.writeHead;
  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    const location = String(res.getHeader("Location") ?? "");
    const changed = URL.canParse(location) ? change(new URL(location)) : null;
    if (changed) res.setHeader("Location", changed.href);
    return writeHead.apply(res, args);
  }) as typeof writeHead;
}

function addCookie(res: ServerResponse, cookie: string): void {
  res.setHeader("Set-Cookie", [res.getHeader("Set-Cookie") ?? [], cookie].flat().map(String));
}
