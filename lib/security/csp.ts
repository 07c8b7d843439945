/**
 * Which of the app's pages a URL is, as far as framing goes. `app`: inside the workspace. `silent`:
 * sign-in pages that run in a frame inside the app's own frame. `top`: pages that are a window of
 * their own, and answers that are no page at all.
 */
export type RouteClass = "app" | "silent" | "top";

export interface PolicyInput {
  route: RouteClass;
  /** Origins of the Connect instances that may frame the app. None means nobody may. */
  instances: readonly string[];
  /** Origins of the identity provider, which the silent sign-in frame visits. */
  identityProvider: readonly string[];
  /** Fresh for each answer, base64. */
  nonce: string;
  /** `next dev` needs `eval` and inline styles. */
  development: boolean;
}

/** The pages of sign-in by the classes above; every other page is the app's. */
export function routeClass(encodedPathname: string): RouteClass {
  const pathname = decode(encodedPathname);
  if (pathname === "/sign-in/silent" || pathname === "/api/auth/callback/oidc") return "silent";
  if (pathname.startsWith("/sign-in/") || pathname.startsWith("/api/")) return "top";
  return "app";
}

// Next routes `/sign%2Din/start` as `/sign-in/start`.
function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** The Content-Security-Policy of one answer. Pure: the middleware hands in what it knows. */
export function contentSecurityPolicy(input: PolicyInput): string {
  const { route, instances, identityProvider, nonce, development } = input;
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    "style-src": ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": route === "app" ? ["'self'", ...identityProvider] : ["'none'"],
    "frame-ancestors": frameAncestors(route, instances),
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "report-to": ["csp"],
    "report-uri": [reportPath],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}

/** Where browsers send what the policy blocked. */
export const reportPath = "/api/csp-report";

// Every ancestor of a frame is checked: the silent frame sits in the app's frame, which sits in the workspace.
function frameAncestors(route: RouteClass, instances: readonly string[]): string[] {
  if (route === "top" || instances.length === 0) return ["'none'"];
  return route === "silent" ? ["'self'", ...instances] : [...instances];
}

/**
 * All security headers of one answer. `https` says whether the app is served over it. There is no
 * X-Frame-Options, which cannot name an origin, and no Cross-Origin-Opener-Policy, which would cut the
 * sign-in window off from the frame that opened it.
 */
export function securityHeaders(input: PolicyInput & { https: boolean }): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(input),
    "Reporting-Endpoints": `csp="${reportPath}"`,
    "Referrer-Policy": input.route === "app" ? "strict-origin-when-cross-origin" : "no-referrer",
    "X-Content-Type-Options": "nosniff",
    // Sign-in and answers about an agent are for one browser, once, and for no other site's page.
    ...(input.route !== "app" && {
      "Cache-Control": "no-store",
      "Cross-Origin-Resource-Policy": "same-origin",
    }),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ...(input.https && { "Strict-Transport-Security": "max-age=63072000" }),
  };
}
