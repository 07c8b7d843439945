import { beforeEach, expect, it, vi } from "vitest";
import {
  AccessTokenEnded,
  AccessTokenUnavailable,
  getAccessToken,
  RoleRequired,
  SignInRequired,
  withAgent,
} from "@/lib/auth";
import { goodSettings } from "@/tests/mocks/settings";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => new Map(),
}));
// Next-auth reads the request's cookies from Next's server, which is not here.
const content = {
  id: "session-1",
  agent: { id: "ana", name: "Ana", email: null, roles: [] },
  desk: null,
};
const session = vi.hoisted(() => ({ auth: vi.fn() }));
vi.mock("@/lib/auth/server/session", () => session);
beforeEach(() => {
  session.auth.mockResolvedValue({ content });
});

/** Another module graph, because settings are read once. The store cannot be reached. */
async function start(settings: Record<string, string>) {
  vi.resetModules();
  const all = { ...goodSettings, SESSION_STORE_URL: "redis://127.0.0.1:1", ...settings };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  return import("@/lib/auth");
}

/** The response of a route whose handler throws. */
async function respondTo(error: Error): Promise<{ status: number; body: object }> {
  for (const [name, value] of Object.entries(goodSettings)) vi.stubEnv(name, value);
  const route = withAgent(() => {
    throw error;
  });
  const headers = { "sec-fetch-site": "same-origin" };
  const request = new Request(`${goodSettings.AUTH_URL}/api/orders/5`, { headers });
  const response = await route(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

it("without the settings, a developer reads which one is missing", async () => {
  for (const [name, value] of Object.entries(goodSettings)) vi.stubEnv(name, value);
  await expect(getAccessToken()).rejects.toThrow("getAccessToken needs SESSION_STORE_URL");
  const { getAccessToken: withStore } = await start({});
  await expect(withStore()).rejects.toThrow("getAccessToken needs AUTH_ACCESS_TOKENS");
});

it("an audience is refused where Entra ID needs a scope, and nowhere else", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const entra = await start({ AUTH_ACCESS_TOKENS: "on_behalf_of" });
  const refused = "needs a scope instead of an audience";
  await expect(entra.getAccessToken({ audience: "orders" })).rejects.toThrow(refused);
  // These go on to the store.
  const down = { name: "SessionStoreDown" };
  const scope = "api://orders/.default";
  await expect(entra.getAccessToken({ scope })).rejects.toMatchObject(down);
  const other = await start({ AUTH_ACCESS_TOKENS: "token_exchange" });
  await expect(other.getAccessToken({ audience: "orders" })).rejects.toMatchObject(down);
});

it("without a session there is no token", async () => {
  session.auth.mockResolvedValue(null);
  const { getAccessToken } = await start({ AUTH_ACCESS_TOKENS: "refresh_token" });
  await expect(getAccessToken()).rejects.toMatchObject({ reason: "no-session" });
});

it("an error has its class's name, for a log", () => {
  const errors = [SignInRequired, RoleRequired, AccessTokenEnded, AccessTokenUnavailable];
  for (const Class of errors) expect(new Class("test").name).toBe(Class.name);
});

it("a route answers each error with its reason", async () => {
  expect(await respondTo(new AccessTokenEnded("test"))).toEqual({
    status: 401,
    body: { reason: "access-token-ended" },
  });
  expect(await respondTo(new SignInRequired("test"))).toEqual({
    status: 401,
    body: { reason: "no-session" },
  });
  expect(await respondTo(new AccessTokenUnavailable("test"))).toEqual({
    status: 502,
    body: { reason: "identity-provider", text: expect.stringContaining("sign-in service") },
  });
});
