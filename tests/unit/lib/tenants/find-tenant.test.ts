import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { goodSettings } from "@/tests/mocks/settings";
import { secretVariable, tenantEntry } from "@/tests/mocks/tenant-entry";

/** The middleware of a server with these settings. */
async function start(settings: Record<string, string>) {
  vi.resetModules();
  globalThis.tenantStore = undefined;
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { middleware } = await import("@/middleware");
  return async (headers: Record<string, string>, path = "/") => {
    const response = await middleware(new NextRequest(`http://internal${path}`, { headers }));
    return { status: response.status, headers: Object.fromEntries(response.headers) };
  };
}

/** What the response's policy says of who may frame it. */
function ancestors({ headers }: { headers: Record<string, string> }) {
  return headers["content-security-policy"]?.match(/frame-ancestors ([^;]*)/)?.[1];
}

afterEach(() => {
  globalThis.tenantStore = undefined;
});

it("a single company is the tenant of every host: its proxy may send another", async () => {
  const open = await start(goodSettings);
  for (const host of ["app.example.com", "10.0.0.1:3000", "@", ""]) {
    expect(ancestors(await open({ host }))).toBe(goodSettings.CONNECT_INSTANCE_ORIGINS);
  }
});

describe("with many tenants", () => {
  let settings: Record<string, string>;

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), "tenants-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const tenants = ["acme", "globex"].map((id) =>
      tenantEntry(id, {
        CONNECT_INSTANCE_ORIGINS: `https://${id}.my.connect.aws`,
        AUTH_OIDC_ISSUER: `https://login.${id}.example`,
      }),
    );
    const TENANTS_FILE = join(folder, "tenants.json");
    await writeFile(TENANTS_FILE, JSON.stringify({ tenants }));
    settings = {
      AUTH_SECRET: goodSettings.AUTH_SECRET,
      TENANTS_FILE,
      [secretVariable]: "a secret",
    };
  });

  it("the host alone chooses the tenant, whose instances alone may frame its app", async () => {
    const open = await start(settings);
    for (const [host, id] of [
      ["acme.app.example.com", "acme"],
      ["GLOBEX.app.example.com", "globex"],
      ["globex.app.example.com:443", "globex"],
    ] as const) {
      const response = await open({ host, "x-forwarded-host": "acme.app.example.com" });
      expect(ancestors(response)).toBe(`https://${id}.my.connect.aws`);
      expect(response.headers["content-security-policy"]).toContain(
        `frame-src 'self' https://login.${id}.example;`,
      );
    }
  });

  it.each([
    "unknown.app.example.com",
    "app.example.com",
    "acme.app.example.com.",
    "acme.app.example.com:8443",
    "x@acme.app.example.com",
    "acme.app.example.com/",
    "acme.app.example.com, globex.app.example.com",
    "localhost",
    "[",
    "",
  ])("the host %j gets 421, and nothing that a tenant has", async (host) => {
    const open = await start(settings);
    for (const path of ["/", "/api/agent", "/api/health/x", "/sign-in/start"]) {
      expect(await open({ host }, path)).toEqual({
        status: 421,
        headers: { "content-security-policy": "frame-ancestors 'none'" },
      });
    }
  });

  it("the health check responds under any host", async () => {
    const open = await start(settings);
    expect((await open({ host: "10.0.0.1:3000" }, "/api/health")).status).toBe(200);
  });

  it("the forwarded host counts only where the operator says so", async () => {
    const forwarded = { host: "internal:3000", "x-forwarded-host": "acme.app.example.com" };
    expect((await (await start(settings))(forwarded)).status).toBe(421);
    const open = await start({ ...settings, TENANTS_FORWARDED_HOST: "true" });
    expect(ancestors(await open(forwarded))).toBe("https://acme.my.connect.aws");
    const twice = "acme.app.example.com, globex.app.example.com";
    expect((await open({ ...forwarded, "x-forwarded-host": twice })).status).toBe(421);
    expect((await open({ host: "acme.app.example.com" })).status).toBe(421);
  });
});
