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
  nonce: "bm9uY2U=",
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

  it("runs scripts only by nonce in production, and allows eval in development", () => {
    expect(directive("script-src")).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
    expect(directive("script-src", { development: true })).toContain("'unsafe-eval'");
    expect(directive("style-src")).not.toContain("unsafe-inline");
  });

  it("blocks what the app does not use", () => {
    expect(directive("object-src")).toBe("object-src 'none'");
    expect(directive("base-uri")).toBe("base-uri 'none'");
    expect(directive("form-action")).toBe("form-action 'self'");
    expect(directive("connect-src")).toBe("connect-src 'self'");
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

  it("requires https of the browser once the app is served over it", () => {
    expect(securityHeaders({ ...input, https: true })).toHaveProperty("Strict-Transport-Security");
    expect(securityHeaders({ ...input, https: false })).not.toHaveProperty(
      "Strict-Transport-Security",
    );
  });
});
