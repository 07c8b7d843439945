import { HttpResponse, http } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openRedisSessions, type RedisSessions } from "../../lib/auth/server/redis-sessions";
import { findTokens, sealTokens, type Tokens } from "../../lib/auth/server/tokens";
import { type CustomerApi, startCustomerApi } from "../../simulator/customer-api";
import type { IdentityProvider } from "../../simulator/idp";
import { findFreePort } from "../../simulator/ports";
import { isRedisInstalled, type Redis, startRedis } from "../fixtures/redis";
import { testTenant } from "../mocks/tenant";
import { type App, startApp, startProvider } from "./app";
import { Attempt, type Client, codeIn, createClient, type Page } from "./client";

const customer = "/api/customers/C-1001";

describe.skipIf(!isRedisInstalled)("two servers that call an API as the agent", () => {
  let redis: Redis;
  let raw: Awaited<ReturnType<Redis["connect"]>>;
  let store: RedisSessions;
  let provider: IdentityProvider;
  let api: CustomerApi;
  let one: App;
  let two: App;
  let settings: Record<string, string>;
  /** The tokens that the API got. */
  const sent: string[] = [];
  /** All that the browser got. */
  const seen: string[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    raw = await redis.connect();
    store = openRedisSessions(redis.url);
    const port = await findFreePort();
    const AUTH_URL = `http://localhost:${port}`;
    provider = await startProvider(AUTH_URL);
    api = await startCustomerApi();
    api.acceptAgentsOf(provider.issuer);
    api.use(
      http.all("*", ({ request }) => {
        sent.push(request.headers.get("authorization")?.replace("Bearer ", "") ?? "");
      }),
    );
    settings = {
      AUTH_URL,
      AUTH_OIDC_ISSUER: provider.issuer,
      AUTH_ACCESS_TOKENS: "refresh_token",
      SESSION_STORE_URL: redis.url,
      CUSTOMER_API_URL: api.settings.CUSTOMER_API_URL,
      CUSTOMER_API_TOKEN: "",
    };
    one = await startApp(settings, port);
    two = await startApp(settings);
  });
  afterEach(async () => {
    provider.quirks.set({ down: false });
    await raw.flushAll();
    sent.length = 0;
    seen.length = 0;
  });
  afterAll(async () => {
    raw?.destroy();
    await store?.close();
    await Promise.all([one, two].map((app) => app?.stop()));
    await api?.close();
    await provider?.close();
    await redis?.remove();
  });

  function record(page: Page): Page {
    seen.push(JSON.stringify([page.url, page.headers, page.body]));
    return page;
  }

  async function signIn(): Promise<Client> {
    const attempt = await Attempt.create(one.client());
    const page = record(await attempt.return(await attempt.reachCallback()));
    record(await attempt.redeem(codeIn(page) ?? ""));
    return attempt.client;
  }

  async function get(client: Client, app = one): Promise<Page> {
    const there = createClient(app.origin);
    for (const [name, value] of client.cookies) there.cookies.set(name, value);
    return record(await there.fetch(customer));
  }

  /** Changes the tokens of the only session, as if time had passed. Returns what they were. */
  async function changeTokens(change: Partial<Tokens>): Promise<Tokens> {
    const tenant = testTenant(settings);
    const [key = ""] = await raw.keys("sessions:default:tokens:*");
    const id = key.split(":").at(-1) ?? "";
    const tokens = await findTokens(store.tokens, tenant, id);
    if (!tokens) throw new Error("no tokens");
    await store.tokens.replace(tenant, id, await sealTokens(tenant, { ...tokens, ...change }));
    return tokens;
  }

  it("the API gets the agent's token, also after a refresh, and the browser and the log get none", async () => {
    const client = await signIn();
    for (const app of [one, two]) expect((await get(client, app)).status).toBe(200);
    const before = await changeTokens({ access: {} });
    const pages = await Promise.all([one, two, one, two].map((app) => get(client, app)));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const after = await changeTokens({});
    expect(after.refreshToken).not.toBe(before.refreshToken);
    expect(new Set(sent).size).toBe(2);

    record(await client.fetch("/api/frame"));
    record(await client.session());
    const secrets = [...sent, before.refreshToken ?? "", after.refreshToken ?? ""];
    const visible = [...seen, ...client.cookies.values(), one.output(), two.output()].join("\n");
    expect(visible).toContain("Nikki Wolf");
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20);
      expect(visible).not.toContain(secret);
    }
  });

  it("a refresh token that is refused leads to one new sign-in, which works", async () => {
    const client = await signIn();
    await changeTokens({ access: {}, refreshToken: "revoked" });
    const refused = await get(client);
    expect([refused.status, refused.body]).toEqual([401, '{"reason":"access-token-ended"}']);
    expect(sent).toEqual([]);
    // Otherwise the frame would find this session again, and ask for no new one.
    expect((await client.session()).status).toBe(401);
    const { message, verifier } = await client.signIn({ silent: true });
    expect(message?.type).toBe("sign-in:code");
    await client.redeem(verifier, message?.type === "sign-in:code" ? message.code : "");
    expect((await get(client)).status).toBe(200);
  });

  it("a provider that is down is 502 with a text, and loses nothing", async () => {
    const client = await signIn();
    await changeTokens({ access: {} });
    provider.quirks.set({ down: true });
    const failed = await get(client);
    expect(failed.status).toBe(502);
    expect(JSON.parse(failed.body)).toEqual({
      reason: "identity-provider",
      text: expect.stringContaining("Try again in a moment."),
    });
    provider.quirks.set({ down: false });
    const status = async () => (await get(client)).status;
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
  });

  it("an API that refuses the token is 502: the agent need not sign in again", async () => {
    const client = await signIn();
    api.use(http.get("*/customers/:id", () => new HttpResponse(null, { status: 401 })));
    const failed = await get(client);
    expect([failed.status, failed.body]).toEqual([502, '{"reason":"upstream-failed"}']);
    expect(one.output()).toContain("responded with 401: check the agent's access token");
  });

  it("a sign-out deletes the tokens", async () => {
    const client = await signIn();
    expect(await raw.keys("sessions:default:tokens:*")).toHaveLength(1);
    expect((await client.fetch("/api/sign-in/out", { method: "POST" })).status).toBe(204);
    expect(await raw.keys("sessions:default:tokens:*")).toEqual([]);
  });
});
