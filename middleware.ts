import { type NextRequest, NextResponse } from "next/server";
import { development, getSettings } from "@/lib/env";
import { routeClass, securityHeaders } from "@/lib/security/csp";
import { getPrerenderedPages } from "@/lib/security/prerendered";

/**
 * Sets the security headers of every response. A page that the build rendered gets the hashes of its inline
 * scripts, every other response a nonce. Next handles some requests without it: for those, see
 * lib/security/front-door.ts.
 */
export function middleware(request: NextRequest) {
  const { AUTH_URL, AUTH_OIDC_ISSUER, AUTH_FRAME_ORIGINS, CONNECT_INSTANCE_ORIGINS } =
    getSettings();
  const { pathname } = request.nextUrl;
  const nonce = btoa(crypto.randomUUID());
  // `next dev` renders every page for its request.
  const pages = development ? null : getPrerenderedPages();
  const prerendered = pages?.find(pathname);
  const security = securityHeaders({
    route: routeClass(pathname),
    instances: CONNECT_INSTANCE_ORIGINS,
    identityProvider: [new URL(AUTH_OIDC_ISSUER).origin, ...AUTH_FRAME_ORIGINS],
    inline: prerendered ?? {
      script: [`'nonce-${nonce}'`, ...(pages?.notFound.script ?? [])],
      style: [`'nonce-${nonce}'`, ...(pages?.notFound.style ?? [])],
    },
    development,
    https: AUTH_URL.startsWith("https:"),
  });

  // Next reads the nonce from the policy on the request, and adds it to its scripts.
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", security["Content-Security-Policy"] ?? "");
  headers.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(security)) response.headers.set(name, value);
  // A browser asks each time whether its copy is current, and applies the policy of this response to it. Not
  // `no-cache`: Next adds these headers to the request too, and then never responds with 304.
  if (prerendered) response.headers.set("Cache-Control", "max-age=0, must-revalidate");
  return response;
}

export const config = {
  runtime: "nodejs",
  // Build output only: scripts and styles with a hash in their name.
  matcher: "/((?!_next/static/).*)",
};
