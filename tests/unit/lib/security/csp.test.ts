import { describe, expect, it } from "vitest";
import {
  contentSecurityPolicy,
  type RouteClass,
  routeClass,
  securityHeaders,
} from "@/lib/security/csp";

const input = {
  route: "app" as RouteClass,
  instances: ["https://acme.my.connect.aws"],
  identityProvider: ["https://login.example.com"],
  inline: { script: ["'nonce-bm9uY2U='"], style: ["'nonce-bm9uY2U='"] },
  development: false,
};

function directive(name: string, changes: Partial<typeof input> = {}): string | undefined {
  return contentSecurityPolicy({ ...input, ...changes })
    .split("; ")
    .find((part) => part.startsWith(`${name} `));
}

describe("contentSecurityPolicy", () => {
  it("lets exactly the configured instances frame the app's pages", () => {
    expect(directive("frame-ancestors")).toBe("frame-ancestors https://acme.my.connect.aws");
  });

  it("lets nobody frame the app when no instance is configured", () => {
    expect(directive("frame-ancestors", { instances: [] })).toBe("frame-ancestors 'none'");
    expect(directive("frame-ancestors", { instances: [], route: "silent" })).toBe(
      "frame-ancestors 'none'",
    );
  });

  it("lets the app's own frame, which an instance frames, hold the silent pages", () => {
    expect(directive("frame-ancestors", { route: "silent" })).toBe(
      "frame-ancestors 'self' https://acme.my.connect.aws",
    );
  });

  it("lets nobody frame the sign-in window", () => {
    expect(directive("frame-ancestors", { route: "top" })).toBe("frame-ancestors 'none'");
  });

  it("lets the app frame the identity provider, for silent sign-in", () => {
    expect(directive("frame-src")).toBe("frame-src 'self' https://login.example.com");
  });

  it("allows the inline scripts of a page that the build rendered by their hashes", () => {
    expect(directive("script-src", { inline: { script: ["'sha256-x'"], style: [] } })).toBe(
      "script-src 'self' 'sha256-x'",
    );
  });

  it.each(["app", "silent", "top"] as const)("allows no inline script as such on %s", (route) => {
    for (const development of [true, false]) {
      expect(directive("script-src", { route, development })).not.toContain("unsafe-inline");
    }
  });

  it("allows the app's own files, and blocks what the app does not use", () => {
    expect(contentSecurityPolicy(input).split("; ")).toEqual([
      "default-src 'self'",
      "script-src 'self' 'nonce-bm9uY2U='",
      "style-src 'self' 'nonce-bm9uY2U='",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-src 'self' https://login.example.com",
      "frame-ancestors https://acme.my.connect.aws",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "report-to csp",
      "report-uri /api/csp-report",
    ]);
  });

  it("allows what `next dev` needs in development only", () => {
    expect(directive("script-src", { development: true })).toBe(
      "script-src 'self' 'nonce-bm9uY2U=' 'unsafe-eval'",
    );
    expect(directive("style-src", { development: true })).toBe("style-src 'self' 'unsafe-inline'");
  });

  it("lets only the app's pages hold frames", () => {
    expect(directive("frame-src", { route: "silent" })).toBe("frame-src 'none'");
    expect(directive("frame-src", { route: "top" })).toBe("frame-src 'none'");
  });
});

describe("routeClass", () => {
  it.each([
    ["/", "app"],
    ["/orders/42", "app"],
    ["/sign-inside", "app"],
    ["/sign-in/start", "top"],
    ["/sign%2Din/start", "top"],
    ["/api/auth/callback/oidc", "silent"],
    ["/sign-in/silent", "silent"],
    ["/api/agent", "top"],
    ["/orders/%", "app"],
    ["/sign-in/%", "top"],
  ])("%s is %s", (pathname, expected) => {
    expect(routeClass(pathname)).toBe(expected);
  });
});

describe("securityHeaders", () => {
  it("never sends the headers that break framing or the sign-in window", () => {
    for (const route of ["app", "silent", "top"] as const) {
      const headers = securityHeaders({ ...input, route, https: true });
      expect(Object.keys(headers)).not.toContain("X-Frame-Options");
      expect(Object.keys(headers)).not.toContain("Cross-Origin-Opener-Policy");
    }
  });

  it("keeps caches away from sign-in and from answers about an agent", () => {
    const cacheControl = (route: RouteClass) =>
      securityHeaders({ ...input, route, https: true })["Cache-Control"];
    expect(cacheControl("silent")).toBe("no-store");
    expect(cacheControl("top")).toBe("no-store");
    expect(cacheControl("app")).toBeUndefined();
  });

  it("keeps the API and the sign-in from pages of other sites, and leaves the app's pages to a frame", () => {
    const policy = (route: RouteClass) =>
      securityHeaders({ ...input, route, https: true })["Cross-Origin-Resource-Policy"];
    expect(policy("top")).toBe("same-origin");
    expect(policy("silent")).toBe("same-origin");
    expect(policy("app")).toBeUndefined();
  });

  it("sends nothing of a sign-in page's address to others, and the browser's features to nobody", () => {
    const headers = (route: RouteClass) => securityHeaders({ ...input, route, https: true });
    expect(headers("app")).toMatchObject({
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "Reporting-Endpoints": 'csp="/api/csp-report"',
      "X-Content-Type-Options": "nosniff",
      "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
      "Strict-Transport-Security": "max-age=63072000",
    });
    expect(headers("silent")["Referrer-Policy"]).toBe("no-referrer");
    expect(headers("top")["Referrer-Policy"]).toBe("no-referrer");
  });

  it("requires https of the browser once the app is served over it", () => {
    expect(securityHeaders({ ...input, https: true })).toHaveProperty("Strict-Transport-Security");
    expect(securityHeaders({ ...input, https: false })).not.toHaveProperty(
      "Strict-Transport-Security",
    );
  });
});
