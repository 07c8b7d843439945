import { type NextRequest, NextResponse } from "next/server";
import { development } from "@/lib/env";
import { routeClass, securityHeaders } from "@/lib/security/csp";
import { getPrerenderedPages } from "@/lib/security/prerendered";
import { findTenant } from "@/lib/tenants/find-tenant";
import type { Tenant } from "@/lib/tenants/tenant";
import { isTenantStoreDown } from "@/lib/tenants/tenant-store";

/**
 * Sets the security headers of every response. A page that the build rendered gets the hashes of its inline
 * scripts, every other response a nonce. Next handles some requests without it: for those, see
 * lib/security/front-door.ts.
 */
export async function middleware(request: NextRequest) {
  let tenant: Tenant | null;
  try {
    tenant = await findTenant(request.headers);
  } catch (error) {
    if (!isTenantStoreDown(error)) throw error;
    return refuseHost(request, 503);
  }
  if (!tenant) return refuseHost(request, 421);
  const { origin, instances, identityProvider } = tenant;
  const { pathname } = request.nextUrl;
  const nonce = btoa(crypto.randomUUID());
  // `next dev` renders every page for its request.
  const pages = development ? null : getPrerenderedPages();
  const prerendered = pages?.find(pathname);
  const security = securityHeaders({
    route: routeClass(pathname),
    instances,
    identityProvider: identityProvider.frameOrigins,
    inline: prerendered ?? {
      script: [`'nonce-${nonce}'`, ...(pages?.notFound.script ?? [])],
      style: [`'nonce-${nonce}'`, ...(pages?.notFound.style ?? [])],
    },
    development,
    https: origin.startsWith("https:"),
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

/**
 * Handles a request for a host whose tenant is not known: there is none (421), or its store is down (503). A load
 * balancer may check the server's health by its address.
 */
function refuseHost({ nextUrl }: NextRequest, status: 421 | 503): NextResponse {
  if (nextUrl.pathname === "/api/health") return NextResponse.next();
  const headers = { "Content-Security-Policy": "frame-ancestors 'none'" };
  return new NextResponse(null, { status, headers });
}

export const config = {
  runtime: "nodejs",
  // Build output only: scripts and styles with a hash in their name.
  matcher: "/((?!_next/static/).*)",
};
