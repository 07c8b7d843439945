import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startIdentityProvider } from "../idp/index";
import { startWorkspace } from "../workspace-server";
import { awkwardRequests, sendRaw } from "./raw-request";

const workspacePort = 4952;
const addresses = { redirectUris: ["http://localhost:3000/"], postLogoutRedirectUris: [] };
const clients = {
  app: { id: "app", secret: "a-secret-for-tests", ...addresses },
  workspace: { id: "workspace", ...addresses },
};
const app = { accessUrl: "http://localhost:3000/", name: "App", permissions: [] };

const servers = {
  "the identity provider": async () => {
    const { issuer, close } = await startIdentityProvider({ port: 0, clients });
    return { origin: issuer, sound: `${issuer}/jwks`, close };
  },
  "the workspace": async () => {
    const config = { apps: [app], approvedOrigins: [], identityProvider: null };
    const { close } = await startWorkspace(workspacePort, config as never);
    const origin = `http://127.0.0.1:${workspacePort}`;
    return { origin, sound: `${origin}/config.json`, close };
  },
};

describe.each(Object.entries(servers))("%s", (_name, start) => {
  let server: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    server = await start();
  }, 60_000);
  afterAll(() => server.close());

  it.each(Object.entries(awkwardRequests))("answers %s, and goes on", async (_what, request) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(await sendRaw(server.origin, request)).toBeGreaterThanOrEqual(200);
    expect((await fetch(server.sound)).status).toBe(200);
  });

  it("says on the console what was wrong with an address", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const request = awkwardRequests["an absolute address that is none"] ?? "";
    expect(await sendRaw(server.origin, request)).toBe(400);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("GET http://[ is malformed."));
  });
});

describe("the workspace's page", () => {
  let server: Awaited<ReturnType<(typeof servers)["the workspace"]>>;
  beforeAll(async () => {
    server = await servers["the workspace"]();
  }, 60_000);
  afterAll(() => server.close());

  it("is served with its assets, which the browser keeps, and nothing else is", async () => {
    const page = await fetch(server.origin);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const [, script] = /<script [^>]*src="([^"]+)"/.exec(await page.text()) ?? [];
    const asset = await fetch(server.origin + script);
    expect(asset.headers.get("content-type")).toBe("text/javascript");
    expect(asset.headers.get("cache-control")).toBe("max-age=31536000, immutable");
    expect((await fetch(`${server.origin}/package.json`)).status).toBe(404);
  });

  it.each([
    ["workspace.localhost", 200],
    ["localhost", 200],
    ["attacker.example", 403],
    ["localhost.attacker.example", 403],
  ])("of the host %s has the status %d", async (host, status) => {
    const text = `GET / HTTP/1.1\r\nHost: ${host}:${workspacePort}\r\n\r\n`;
    expect(await sendRaw(server.origin, text)).toBe(status);
  });
});
