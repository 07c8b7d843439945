import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { leaveIdToken, takeIdToken } from "@/lib/auth/server/id-token-hint";
import {
  authorizationUrl,
  createChecks,
  exchange,
  type IssuedTokens,
} from "@/lib/auth/server/identity-provider";
import { openRedisSessions, type RedisSessions } from "@/lib/auth/server/redis-sessions";
import { findAccessToken } from "@/lib/auth/server/request-token";
import { findTokens, keepTokens } from "@/lib/auth/server/tokens";
import type { Tenant } from "@/lib/tenants/tenant";
import { type IdentityProvider, startIdentityProvider } from "../../simulator/idp";
import { findSigningKey } from "../../simulator/idp/signing-keys";
import { Browser } from "../../simulator/tests/idp/browser";
import { clients } from "../../simulator/tests/idp/clients";
import { isRedisInstalled, type Redis, startRedis } from "../fixtures/redis";
import { goodSettings } from "../mocks/settings";
import { testTenant } from "../mocks/tenant";

type Method = NonNullable<Tenant["identityProvider"]["accessTokens"]>;

const hour = 3_600_000;
const ended = { name: "AccessTokenEnded", reason: "access-token-ended" };
const unavailable = { name: "AccessTokenUnavailable", reason: "identity-provider" };

describe.skipIf(!isRedisInstalled)("the agent's access tokens", () => {
  let redis: Redis;
  let provider: IdentityProvider;
  /** Two servers of the app. */
  let one: RedisSessions;
  let two: RedisSessions;
  let raw: Awaited<ReturnType<Redis["connect"]>>;
  /** The grants that the provider's token endpoint was asked for. */
  let grants: string[];
  let logged: string[];

  beforeAll(async () => {
    redis = await startRedis();
    const { app, workspace } = clients;
    const redirectUris = [`${goodSettings.AUTH_URL}/api/auth/callback/oidc`];
    provider = await startIdentityProvider({
      port: 0,
      clients: { app: { ...app, redirectUris }, workspace },
    });
    one = openRedisSessions(redis.url);
    two = openRedisSessions(redis.url);
    raw = await redis.connect();
    for (const [name, value] of Object.entries(settings("refresh_token"))) {
      vi.stubEnv(name, value);
    }
  });

  beforeEach(() => {
    grants = [];
    logged = [];
    const send = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation((url, init) => {
      const body = new URLSearchParams(String(init?.body ?? ""));
      expect([...body.values()]).not.toContain("undefined");
      const grant = body.get("grant_type");
      if (grant && grant !== "authorization_code") grants.push(grant.replace(/^.*:/, ""));
      return send(url, init);
    });
    for (const level of ["error", "warn", "info"] as const) {
      vi.spyOn(console, level).mockImplementation((line) => logged.push(String(line)));
    }
    vi.useFakeTimers({ toFake: ["Date"] });
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    provider.quirks.set({ down: false, delayMs: 0 });
    await raw.flushAll();
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    raw?.destroy();
    await Promise.all([one, two, globalThis.redisSessions].map((each) => each?.close()));
    await provider?.close();
    await redis?.remove();
  });

  function settings(method: Method) {
    return {
      ...goodSettings,
      AUTH_OIDC_ISSUER: provider.issuer,
      AUTH_OIDC_ID: clients.app.id,
      AUTH_OIDC_SECRET: clients.app.secret,
      AUTH_ACCESS_TOKENS: method,
      SESSION_STORE_URL: redis.url,
    };
  }

  /** Signs ana in, and starts a session. `at` is that session at one of the servers. */
  async function signIn(method: Method = "refresh_token", change?: Partial<IssuedTokens>) {
    const tenant = testTenant(settings(method));
    const checks = createChecks();
    const browser = new Browser(provider.issuer);
    const page = await browser.go((await authorizationUrl(tenant, checks)).href);
    const back = await browser.submit(page, { agent: "ana" });
    const { tokens } = await exchange(tenant, back.url.searchParams, checks, () => true);
    if (!tokens) throw new Error("no tokens");
    const id = randomUUID();
    await keepTokens(tenant, id, { ...tokens, ...change });
    const signedIn = Math.floor(Date.now() / 1000) - 10;
    await one.start(tenant, { id, agentId: "ana", providerSession: "p", signedIn });
    const at = (server: RedisSessions) => ({
      store: server.tokens,
      tenant,
      id,
      agentId: "ana",
    });
    return { tenant, id, tokens, at, key: `sessions:default:tokens:${id}` };
  }

  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

  /** What the provider says about a token (RFC 7662). */
  async function introspect(token: string) {
    const { id, secret } = clients.app;
    const response = await fetch(`${provider.issuer}/token/introspection`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ token }),
    });
    return response.json();
  }

  it("are used until shortly before their end, and then refreshed", async () => {
    const { at, tokens } = await signIn();
    expect(await findAccessToken(at(one), {})).toBe(tokens.accessToken);
    later(hour - 31_000);
    const claims = vi.spyOn(two.tokens, "claim");
    expect(await findAccessToken(at(two), {})).toBe(tokens.accessToken);
    expect(grants).toEqual([]);
    expect(claims).not.toHaveBeenCalled();
    later(2_000);
    const next = await findAccessToken(at(two), {});
    expect(next).not.toBe(tokens.accessToken);
    expect(await introspect(next)).toMatchObject({ active: true, sub: "ana" });
    expect(await findAccessToken(at(one), {})).toBe(next);
    expect(grants).toEqual(["refresh_token"]);
  });

  it("are refreshed once, when two servers need one at the same time", async () => {
    const { at } = await signIn();
    later(hour);
    provider.quirks.set({ delayMs: 300 });
    const requests = Array.from({ length: 20 }, (_, n) =>
      findAccessToken(at(n % 2 === 0 ? one : two), {}),
    );
    const got = new Set(await Promise.all(requests));
    expect(got.size).toBe(1);
    expect(grants).toEqual(["refresh_token"]);
  });

  it("are not refreshed again by a server that looked before the other one was done", async () => {
    const { at } = await signIn();
    later(hour);
    let first: string | undefined;
    const late = {
      ...two.tokens,
      claim: async (tenant: Tenant, id: string) => {
        first = await findAccessToken(at(one), {});
        return two.tokens.claim(tenant, id);
      },
    };
    expect(await findAccessToken({ ...at(two), store: late }, {})).toBe(first);
    expect(grants).toEqual(["refresh_token"]);
  });

  it("can be refreshed again and again: the new refresh token replaces the old one", async () => {
    const { at, tokens } = await signIn();
    const seen = new Set([tokens.accessToken]);
    for (let n = 0; n < 4; n += 1) {
      later(hour);
      seen.add(await findAccessToken(at(n % 2 === 0 ? one : two), {}));
    }
    expect(seen.size).toBe(5);
  });

  it("end when the provider refuses the refresh token, and the provider is not asked again", async () => {
    const { at, key } = await signIn();
    const before = await raw.get(key);
    later(hour);
    await findAccessToken(at(one), {});
    // As if someone had used the token elsewhere: the provider takes the second use for a theft.
    await raw.set(key, before ?? "", { KEEPTTL: true });
    await expect(findAccessToken(at(two), {})).rejects.toMatchObject(ended);
    expect(grants).toHaveLength(2);
    for (const server of [one, two]) {
      await expect(findAccessToken(at(server), {})).rejects.toMatchObject(ended);
      await expect(findAccessToken(at(server), { audience: "x" })).rejects.toMatchObject(ended);
    }
    expect(grants).toHaveLength(2);
    expect(logged).toEqual([
      '{"event":"access-token.refused","error":"invalid_grant","status":400,"cause":"OAUTH_RESPONSE_BODY_ERROR"}',
    ]);
  });

  it("are not taken from a response about another agent", async () => {
    const { at } = await signIn();
    later(hour);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: provider.issuer, aud: clients.app.id, iat: now, exp: now + 60 };
    const id_token = findSigningKey("RS256", 0).sign({ ...claims, sub: "kwame" });
    const tokens = { access_token: "of kwame", token_type: "bearer", id_token };
    const send = vi.mocked(globalThis.fetch).getMockImplementation();
    vi.mocked(globalThis.fetch).mockImplementation(async (url, init) =>
      init?.method === "POST" ? Response.json(tokens) : (send?.(url, init) as Promise<Response>),
    );
    await expect(findAccessToken(at(one), {})).rejects.toMatchObject(unavailable);
    expect(logged[0]).toContain("the ID token is another agent's");
  });

  it("end when there is no refresh token, and another API's are unavailable", async () => {
    const { at, tokens } = await signIn("refresh_token", { refreshToken: undefined });
    expect(await findAccessToken(at(one), {})).toBe(tokens.accessToken);
    const other = findAccessToken(at(one), { scope: "profile" });
    await expect(other).rejects.toMatchObject(unavailable);
    expect(logged[0]).toContain("The identity provider gave no refresh token.");
    later(hour);
    await expect(findAccessToken(at(one), {})).rejects.toMatchObject(ended);
    expect(grants).toEqual([]);
  });

  it("survive a provider that is down, which is asked at most once in 2 s", async () => {
    const { at } = await signIn();
    later(hour);
    provider.quirks.set({ down: true });
    const requests = Array.from({ length: 10 }, () => findAccessToken(at(one), {}));
    for (const result of await Promise.allSettled(requests)) {
      expect(result).toMatchObject({ status: "rejected", reason: unavailable });
    }
    await expect(findAccessToken(at(two), {})).rejects.toMatchObject({
      ...unavailable,
      message: "The last request has just failed.",
    });
    expect(logged).toHaveLength(1);
    provider.quirks.set({ down: false });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    // The app remembers for 2.5 s that there was no discovery document.
    later(3_000);
    expect(await introspect(await findAccessToken(at(two), {}))).toMatchObject({ active: true });
  });

  it("are left to the server that refreshes them, even if that takes longer than a request waits", async () => {
    const { at, tenant, id } = await signIn();
    later(hour);
    expect(await one.tokens.claim(tenant, id)).toHaveProperty("release");
    await expect(findAccessToken(at(two), {})).rejects.toMatchObject(unavailable);
    expect(grants).toEqual([]);
    const ttl = await raw.ttl(`sessions:default:refreshing:${id}`);
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(20);
  });

  it("are deleted with their session, and a refresh that comes late does not restore them", async () => {
    for (const end of [
      (tenant: Tenant, id: string) => one.end(tenant, id),
      (tenant: Tenant) => one.endAll(tenant, { agentId: "ana" }),
      (tenant: Tenant) => one.endAll(tenant, { providerSession: "p" }),
    ]) {
      const { tenant, id, at, key } = await signIn();
      expect(await raw.expireTime(key)).toBe(await raw.expireTime(`sessions:default:live:${id}`));
      later(hour);
      provider.quirks.set({ delayMs: 200 });
      const late = findAccessToken(at(two), {});
      late.catch(() => {});
      await vi.waitFor(() => expect(grants).toContain("refresh_token"));
      await end(tenant, id);
      await expect(late).rejects.toMatchObject({ name: "SignInRequired" });
      expect(await raw.exists(key)).toBe(0);
      await expect(findAccessToken(at(one), {})).rejects.toMatchObject(ended);
      provider.quirks.set({ delayMs: 0 });
      grants = [];
      // An end is remembered to the second.
      await raw.flushAll();
    }
  });

  it("expire with their session, and with a sign-in that nobody completes", async () => {
    const { tenant, id, key, at } = await signIn();
    later(hour);
    await findAccessToken(at(one), {});
    expect(await raw.ttl(key)).toBeGreaterThan(0);
    await raw.expire(key, 100);
    expect(await two.renew(tenant, id)).toBe(true);
    expect(await raw.expireTime(key)).toBe(await raw.expireTime(`sessions:default:live:${id}`));
    const { tokens } = await signIn();
    await keepTokens(tenant, "incomplete", tokens);
    const left = await raw.ttl("sessions:default:tokens:incomplete");
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(120);
  });

  it("are unreadable in the store and at another session or tenant, and never in the log", async () => {
    const { tenant, id, tokens, at, key } = await signIn();
    const other = await signIn();
    const stored = (await raw.get(key)) ?? "";
    expect(stored).toMatch(/^eyJ/);
    later(hour);
    const next = await findAccessToken(at(one), {});
    provider.quirks.set({ down: true });
    later(hour);
    await findAccessToken(at(one), {}).catch(() => {});
    const { accessToken, refreshToken = "", idToken = "" } = tokens;
    for (const secret of [accessToken, refreshToken, idToken, next]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(stored + (await raw.get(key))).not.toContain(secret);
      expect(logged.join()).not.toContain(secret);
    }
    expect(logged).not.toEqual([]);

    await raw.set(other.key, stored);
    await expect(findAccessToken(other.at(one), {})).rejects.toMatchObject(ended);
    const globex = testTenant({ ...settings("refresh_token") }, "globex");
    await raw.set(`sessions:globex:tokens:${id}`, stored);
    const there = { ...at(one), tenant: globex };
    await expect(findAccessToken(there, {})).rejects.toMatchObject(ended);
    expect(tenant.id).toBe("default");
  });

  it("are readable after AUTH_SECRET was replaced, while the old one is still listed", async () => {
    const { at, tokens } = await signIn();
    const replaced = { AUTH_SECRET: `${"new-".repeat(10)},${goodSettings.AUTH_SECRET}` };
    const tenant = testTenant({ ...settings("refresh_token"), ...replaced });
    expect(await findAccessToken({ ...at(one), tenant }, {})).toBe(tokens.accessToken);
  });

  it("are not stored without the setting, only the ID token", async () => {
    const { tokens } = await signIn();
    const { AUTH_ACCESS_TOKENS: _, ...others } = settings("refresh_token");
    const tenant = testTenant(others);
    await keepTokens(tenant, "s", tokens);
    const stored = await findTokens(one.tokens, tenant, "s");
    expect(stored).toEqual({ session: "s", idToken: tokens.idToken, access: {} });
  });

  describe("the ID token", () => {
    const ticket = "6f1d3f52-64a3-4b71-9f0b-5d1f5c6f7a11";

    it("passes from the frame's request to the window's once, and outlives the session for it", async () => {
      const { tenant, id, tokens } = await signIn();
      expect(tokens.idToken).toMatch(/^eyJ/);
      const window = takeIdToken(tenant, ticket);
      await leaveIdToken(tenant, id, ticket);
      await one.end(tenant, id);
      expect(await window).toBe(tokens.idToken);
      expect(await takeIdToken(tenant, ticket)).toBeUndefined();
    });

    it("is left for a minute, unreadable, and not for another ticket or tenant", async () => {
      const { tenant, id, tokens } = await signIn();
      await leaveIdToken(tenant, id, ticket);
      const key = `sessions:default:ticket:${ticket}`;
      const left = (await raw.get(key)) ?? "";
      const ttl = await raw.ttl(key);
      expect(ttl).toBeGreaterThan(0);
      expect(ttl).toBeLessThanOrEqual(60);
      expect(left).not.toContain(tokens.idToken?.slice(0, 100));
      const other = ticket.replace("6", "7");
      await raw.set(`sessions:default:ticket:${other}`, left);
      expect(await takeIdToken(tenant, other)).toBeUndefined();
      const globex = testTenant(settings("refresh_token"), "globex");
      await raw.set(`sessions:globex:ticket:${ticket}`, left);
      expect(await takeIdToken(globex, ticket)).toBeUndefined();
      expect(await takeIdToken(tenant, ticket)).toBe(tokens.idToken);
    });

    it("that a session does not have keeps no window waiting", async () => {
      const { tenant } = await signIn();
      await leaveIdToken(tenant, "of an older version", ticket);
      const start = performance.now();
      expect(await takeIdToken(tenant, ticket)).toBeUndefined();
      expect(performance.now() - start).toBeLessThan(1_000);
    });

    it("is replaced by the one that a refresh brings", async () => {
      const { tenant, id, tokens, at } = await signIn();
      later(hour);
      await findAccessToken(at(one), {});
      const current = (await findTokens(one.tokens, tenant, id))?.idToken;
      expect(current).toMatch(/^eyJ/);
      expect(current).not.toBe(tokens.idToken);
    });

    it("stays when the refresh token is refused", async () => {
      const { tenant, id, tokens, at } = await signIn("refresh_token", { refreshToken: "revoked" });
      later(hour);
      await expect(findAccessToken(at(one), {})).rejects.toMatchObject(ended);
      expect((await findTokens(one.tokens, tenant, id))?.idToken).toBe(tokens.idToken);
    });
  });

  it("while the store is down are refused with its own error", async () => {
    const { at } = await signIn();
    await redis.stop();
    await expect(findAccessToken(at(one), {})).rejects.toMatchObject({ name: "SessionStoreDown" });
    await redis.start();
    for (const server of [one, two]) {
      await vi.waitFor(() => server.check(), { timeout: 10_000, interval: 100 });
    }
    await vi.waitFor(() => raw.ping(), { timeout: 10_000, interval: 100 });
  });

  describe("of another API", () => {
    it("by token exchange (RFC 8693), kept apart from the sign-in's", async () => {
      const { at, tokens } = await signIn("token_exchange");
      const orders = await findAccessToken(at(one), { audience: "orders" });
      expect(await introspect(orders)).toMatchObject({ active: true, sub: "ana", aud: "orders" });
      expect(await findAccessToken(at(two), { audience: "orders" })).toBe(orders);
      expect(await findAccessToken(at(two), {})).toBe(tokens.accessToken);
      const bills = await findAccessToken(at(two), { audience: "bills", scope: "read" });
      expect(await introspect(bills)).toMatchObject({ aud: "bills", scope: "read" });
      expect(grants).toEqual(["token-exchange", "token-exchange"]);
    });

    it("by token exchange with a token that is refreshed first", async () => {
      const { at } = await signIn("token_exchange");
      later(hour);
      const orders = await findAccessToken(at(one), { audience: "orders" });
      expect(await introspect(orders)).toMatchObject({ active: true, aud: "orders" });
      expect(grants).toEqual(["refresh_token", "token-exchange"]);
      await findAccessToken(at(two), {});
      expect(grants).toHaveLength(2);
    });

    it("does not change how the sign-in's own token is renewed: by the refresh token", async () => {
      const { at } = await signIn("token_exchange");
      later(hour);
      expect(await introspect(await findAccessToken(at(one), {}))).toMatchObject({ active: true });
      expect(grants).toEqual(["refresh_token"]);
    });

    it("by Entra ID's on-behalf-of flow", async () => {
      const { at } = await signIn("on_behalf_of");
      const token = await findAccessToken(at(one), { scope: "api://orders/.default" });
      expect(await introspect(token)).toMatchObject({ active: true, aud: "api://orders" });
      expect(grants).toEqual(["jwt-bearer"]);
    });

    it("by the refresh token, with other scopes", async () => {
      const { at, tokens } = await signIn();
      const token = await findAccessToken(at(one), { scope: "openid" });
      expect(await introspect(token)).toMatchObject({ active: true, scope: "openid" });
      expect(await findAccessToken(at(two), {})).toBe(tokens.accessToken);
      later(hour);
      expect(await introspect(await findAccessToken(at(two), {}))).toMatchObject({ active: true });
    });

    it("that is refused costs neither the sign-in's token nor another API's", async () => {
      for (const [method, target, error] of [
        ["token_exchange", { audience: "forbidden" }, "invalid_target"],
        ["refresh_token", { scope: "admin" }, "invalid_scope"],
      ] as const) {
        logged = [];
        const { at, tokens } = await signIn(method);
        await expect(findAccessToken(at(one), target)).rejects.toMatchObject(unavailable);
        expect(logged).toEqual([expect.stringContaining(`"error":"${error}"`)]);
        expect(await findAccessToken(at(one), {})).toBe(tokens.accessToken);
        expect(await findAccessToken(at(one), { scope: "openid" })).toMatch(/./);
      }
    });

    it("whose refusal looks like that of the refresh token: the token is tried alone", async () => {
      const { at } = await signIn();
      const send = vi.mocked(globalThis.fetch).getMockImplementation();
      vi.mocked(globalThis.fetch).mockImplementation(async (url, init) => {
        const isOther = new URLSearchParams(String(init?.body ?? "")).get("audience") === "orders";
        if (!isOther) return send?.(url, init) as Promise<Response>;
        return Response.json({ error: "invalid_grant" }, { status: 400 });
      });
      await expect(findAccessToken(at(one), { audience: "orders" })).rejects.toMatchObject(
        unavailable,
      );
      expect(grants).toEqual(["refresh_token"]);
      expect(await introspect(await findAccessToken(at(one), {}))).toMatchObject({ active: true });
    });
  });
});
