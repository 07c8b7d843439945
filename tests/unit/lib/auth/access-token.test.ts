import { expect, it, vi } from "vitest";
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
vi.mock("@/lib/auth/server/session", () => ({
  auth: async () => ({
    content: {
      id: "session-1",
      agent: { id: "ana", name: "Ana", email: null, roles: [] },
      desk: null,
    },
  }),
}));

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
