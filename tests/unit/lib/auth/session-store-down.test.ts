import { beforeEach, describe, expect, it, vi } from "vitest";
import { defaultMessages } from "@/lib/messages";
import { goodSettings } from "@/tests/mocks/settings";

const jar = vi.hoisted(() => ({ cookies: new Map<string, { value: string }>() }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => jar.cookies,
}));
const content = { id: "session-1", agent: { id: "ana", roles: [] }, desk: null };
// Next-auth reads the request's cookies from Next's server, which is not here.
vi.mock("@/lib/auth/server/session", () => ({ auth: async () => ({ content }) }));

const tenant = { id: "default", session: { idleMinutes: 60, maxMinutes: 720 } };

/** The server's code, with a store that is down: nothing listens on port 1. */
async function load(settings: Record<string, string> = {}) {
  vi.resetModules();
  globalThis.redisSessions = undefined;
  const url = { SESSION_STORE_URL: "redis://127.0.0.1:1" };
  for (const [name, value] of Object.entries({ ...goodSettings, ...url, ...settings })) {
    vi.stubEnv(name, value);
  }
  const { findSession, withAgent } = await import("@/lib/auth");
  const { sessionStore } = await import("@/lib/auth/server/open-session-store");
  return { findSession, withAgent, store: sessionStore() };
}

type Tenant = import("@/lib/auth").Tenant;

beforeEach(() => {
  jar.cookies.clear();
  vi.spyOn(console, "error").mockReturnValue();
  return () => globalThis.redisSessions?.close();
});

describe("while the session store is down", () => {
  it("a guarded route responds with 503, the reason and a text for the agent", async () => {
    const { withAgent } = await load();
    const handler = vi.fn(() => new Response("data"));
    const headers = { "sec-fetch-site": "same-origin" };
    const request = new Request(goodSettings.AUTH_URL, { headers });
    const response = await withAgent(handler)(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      reason: "session-store-down",
      text: defaultMessages.signIn.failures["session-store-down"],
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it("no session is found, nor said to have ended", async () => {
    const { findSession } = await load();
    const down = { name: "SessionStoreDown" };
    await expect(findSession()).rejects.toMatchObject(down);
    await expect(findSession({ renew: true })).rejects.toMatchObject(down);
  });

  it("SESSION_STORE_DOWN=open keeps sessions, except those that this browser or process knows to have ended", async () => {
    const { findSession, store } = await load({ SESSION_STORE_DOWN: "open" });
    expect(await findSession()).toMatchObject({ agent: { id: "ana" } });
    expect(await findSession({ renew: true })).toMatchObject({ agent: { id: "ana" } });
    jar.cookies.set("__Host-ended-sessions", { value: "session-1" });
    expect(await findSession()).toBeNull();
    expect(await findSession({ renew: true })).toBeNull();
    jar.cookies.clear();
    // A sign-out fails, so that it is retried, but counts here at once.
    await expect(store.end(tenant as Tenant, "session-1")).rejects.toThrow();
    jar.cookies.clear();
    expect(await findSession()).toBeNull();
  });

  it.each(["closed", "open"])("nobody signs in with SESSION_STORE_DOWN=%s", async (mode) => {
    const { store } = await load({ SESSION_STORE_DOWN: mode });
    const down = { name: "SessionStoreDown" };
    await expect(store.check()).rejects.toMatchObject(down);
    await expect(store.spend(tenant as Tenant, "code", 0)).rejects.toMatchObject(down);
    const session = { id: "s", agentId: "ana", providerSession: "p", signedIn: 0 };
    await expect(store.start(tenant as Tenant, session)).rejects.toMatchObject(down);
  });
});
