import type { IncomingMessage, ServerResponse } from "node:http";
import type { Quirks } from "./quirks";

/**
 * Sets the headers and cookie attributes of the quirks on a response. It replaces `writeHead`, because every response
 * uses it, including those of Koa and its error handler.
 */
export function applyQuirks(req: IncomingMessage, res: ServerResponse, quirks: Quirks): void {
  if (quirks.cookieSameSite === "lax" && isForeignFrame(req)) {
    // The browser may still have SameSite=None cookies from before the quirk was set, and would send them.
    delete req.headers.cookie;
  }

  const writeHead = res.writeHead;
  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    if (quirks.coop !== "none") res.setHeader("Cross-Origin-Opener-Policy", quirks.coop);
    if (quirks.frameOptions === "deny") res.setHeader("X-Frame-Options", "DENY");
    const cookies = res.getHeader("Set-Cookie");
    if (Array.isArray(cookies)) {
      res.setHeader(
        "Set-Cookie",
        cookies.map((cookie) => withSameSite(cookie, quirks.cookieSameSite)),
      );
    }
    return writeHead.apply(res, args);
  }) as typeof writeHead;
}

/**
 * oidc-provider refuses to set Secure cookies over http, and a browser refuses SameSite=None without
 * Secure. Browsers accept Secure on http://127.0.0.1, so the attributes are added to the response here.
 */
function withSameSite(cookie: string, sameSite: Quirks["cookieSameSite"]): string {
  const attributes = sameSite === "lax" ? "; Secure; SameSite=Lax" : "; Secure; SameSite=None";
  return cookie.replace(/; *samesite=[^;]*/i, "") + attributes;
}

function isForeignFrame({ headers }: IncomingMessage): boolean {
  return headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-dest"] === "iframe";
}
