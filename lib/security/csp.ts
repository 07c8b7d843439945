/**
 * The kinds of pages, by who may frame them. `app`: pages inside the workspace. `silent`: sign-in pages in a
 * frame inside the app's frame. `top`: pages in a window of their own, and responses that are not pages.
 */
export type RouteClass = "app" | "silent" | "top";

/** Sources of a policy, such as `'nonce-…'` or `'sha256-…'`. */
export interface InlineSources {
  script: readonly string[];
  style: readonly string[];
}

export interface PolicyInput {
  route: RouteClass;
  /** Origins of the Connect instances that may frame the app. An empty list means nobody may. */
  instances: readonly string[];
  /** Origins of the identity provider, which the silent sign-in frame visits. */
  identityProvider: readonly string[];
  /** What allows the inline scripts and styles of this response: a nonce, or hashes. */
  inline: InlineSources;
  /** `next dev` needs `eval` and inline styles. */
  development: boolean;
}

/** The sign-in pages by kind. Every other page is of the kind `app`. */
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

/** Builds the Content-Security-Policy of one response. Pure: the middleware passes all input. */
export function contentSecurityPolicy(input: PolicyInput): string {
  const { route, instances, identityProvider, inline, development } = input;
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", ...inline.script, ...(development ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", ...(development ? ["'unsafe-inline'"] : inline.style)],
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

// Browsers check every ancestor: the silent frame is in the app's frame, which is in the workspace.
function frameAncestors(route: RouteClass, instances: readonly string[]): string[] {
  if (route === "top" || instances.length === 0) return ["'none'"];
  return route === "silent" ? ["'self'", ...instances] : [...instances];
}

/**
 * Builds all security headers of one response. `https` says whether the app is served over https. There is no
 * X-Frame-Options, because it cannot name an origin, and no Cross-Origin-Opener-Policy, because it would cut
 * the sign-in window off from the frame that opened it.
 */
export function securityHeaders(input: PolicyInput & { https: boolean }): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(input),
    "Reporting-Endpoints": `csp="${reportPath}"`,
    "Referrer-Policy": input.route === "app" ? "strict-origin-when-cross-origin" : "no-referrer",
    "X-Content-Type-Options": "nosniff",
    // Sign-in pages and an agent's data are for one browser, once, and not for another site's page.
    ...(input.route !== "app" && {
      "Cache-Control": "no-store",
      "Cross-Origin-Resource-Policy": "same-origin",
    }),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ...(input.https && { "Strict-Transport-Security": "max-age=63072000" }),
  };
}
