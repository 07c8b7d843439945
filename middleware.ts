import { type NextRequest, NextResponse } from "next/server";
import { development, getSettings } from "@/lib/env";
import { routeClass, securityHeaders } from "@/lib/security/csp";

/**
 * Sets the security headers of every response, and the nonce that a page's scripts need. Next handles some
 * requests without it: for those, see lib/security/front-door.ts and app/layout.tsx.
 */
export function middleware(request: NextRequest) {
  const { AUTH_URL, AUTH_OIDC_ISSUER, AUTH_FRAME_ORIGINS, CONNECT_INSTANCE_ORIGINS } =
    getSettings();
  const nonce = btoa(crypto.randomUUID());
  const security = securityHeaders({
    route: routeClass(request.nextUrl.pathname),
    instances: CONNECT_INSTANCE_ORIGINS,
    identityProvider: [new URL(AUTH_OIDC_ISSUER).origin, ...AUTH_FRAME_ORIGINS],
    nonce,
    development,
    https: AUTH_URL.startsWith("https:"),
  });

  // Next reads the nonce from the policy on the request, and adds it to its scripts.
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", security["Content-Security-Policy"] ?? "");
  headers.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(security)) response.headers.set(name, value);
  return response;
}

export const config = {
  runtime: "nodejs",
  // Build output only: scripts and styles with a hash in their name.
  matcher: "/((?!_next/static/).*)",
};
