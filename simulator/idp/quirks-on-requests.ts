import type { IncomingMessage, ServerResponse } from "node:http";
import { html, renderPage, sendPage } from "./page";
import type { Quirks } from "./quirks";

/** The cookie that keeps a silent request which found no session. */
const keptRequest = "kept-request";

/**
 * Applies the quirks to a request: responds instead of the provider, or changes the request. Returns true if the
 * provider must not handle it.
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
  const isSignOut = url.pathname === "/session/end" && req.method === "GET";
  if (isSignOut && quirks.signOutNeedsHint && !url.searchParams.has("id_token_hint")) {
    sendPage(res, 400, renderPage("Error", html`<h1>id_token_hint is missing</h1>`));
    return true;
  }
  if (url.pathname === "/auth") return applyAuthorizationQuirks(req, res, url, quirks);
  if (url.pathname.startsWith("/auth/") && quirks.resumesSilent) resumeKept(req, res, issuer);
  return false;
}

function applyAuthorizationQuirks(
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

/** After a sign-in, resumes the kept request instead of the request that started the sign-in. */
function resumeKept(req: IncomingMessage, res: ServerResponse, issuer: string): void {
  const kept = req.headers.cookie?.match(new RegExp(`${keptRequest}=([^;]+)`))?.[1];
  if (!kept) return;
  onRedirect(res, (location) => {
    if (!location.searchParams.has("code")) return null;
    addCookie(res, `${keptRequest}=; Path=/; Max-Age=0`);
    return new URL(`/auth${decodeURIComponent(kept)}`, issuer);
  });
}

/** Calls `change` with the target of a redirect. A returned URL replaces the target. */
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
