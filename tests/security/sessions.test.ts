import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { IdentityProvider } from "../../simulator/idp";
import { findSigningKey } from "../../simulator/idp/signing-keys";
import { findFreePort } from "../../simulator/ports";
import { isNginxInstalled, startNginx } from "../fixtures/nginx";
import { isRedisInstalled, type Redis, startRedis } from "../fixtures/redis";
import { goodSettings } from "../mocks/settings";
import { type App, startApp, startProvider } from "./app";
import {
  Attempt,
  type Client,
  codeIn,
  createClient,
  fromTheApp,
  type Page,
  setsSession,
} from "./client";
import { headerOf } from "./wire";

const root = fileURLToPath(new URL("../..", import.meta.url));
const logoutPath = "/api/auth/backchannel-logout";
const event = "http://schemas.openid.net/event/backchannel-logout";
const down = "session-store-down";
/** ms that a response may take while the store is down. */
const patience = 2_500;

let redis: Redis;
let provider: IdentityProvider;
/** The origin of the app, as browsers see it. The first server has it, unless there is a proxy. */
let origin: string;
let one: App;
let two: App;
/** The same with SESSION_STORE_DOWN=open. */
let lenient: App;
let raw: Awaited<ReturnType<Redis["connect"]>>;

function startProviderFor(port: number): Promise<IdentityProvider> {
  origin = `http://localhost:${port}`;
  return startProvider(origin, { backchannelLogoutUri: origin + logoutPath });
}

function settings(more: Record<string, string> = {}): Record<string, string> {
  const store = { SESSION_STORE_URL: redis.url };
  return { AUTH_URL: origin, AUTH_OIDC_ISSUER: provider.issuer, ...store, ...more };
}

/** The same client at another server. */
function at(app: App, client: Client): Client {
  const copy = createClient(app.origin);
  for (const [name, value] of client.cookies) copy.cookies.set(name, value);
  return copy;
}

async function signIn(agent = "ana", app = one): Promise<Client> {
  const attempt = await Attempt.create(app.client());
  await attempt.signIn(agent);
  return attempt.client;
}

async function statusAt(app: App, client: Client): Promise<number> {
  return (await at(app, client).fetch("/api/agent")).status;
}

async function timed<Result>(work: Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work;
  expect(performance.now() - start).toBeLessThan(patience);
  return result;
}

function reasonOf({ body }: Page): unknown {
  return JSON.parse(body).reason;
}

/** Signs the agent out at the identity provider, in a window. */
async function signOutAtProvider(client: Client): Promise<void> {
  const page = await client.open("/sign-in/sign-out");
  const [, action = ""] = page.body.match(/action="([^"]+)"/) ?? [];
  const [, xsrf = ""] = page.body.match(/name="xsrf" value="([^"]+)"/) ?? [];
  await client.go(action, { form: { xsrf, logout: "yes" } });
}

let jti = 0;
/** A logout token as the provider sends it. */
function logoutToken(change: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  jti += 1;
  return findSigningKey("RS256", 0).sign({
    iss: provider.issuer,
    aud: goodSettings.AUTH_OIDC_ID,
    iat: now,
    exp: now + 120,
    jti: `jti-${jti}`,
    events: { [event]: {} },
    ...change,
  });
}

/** As the provider's server sends it: without cookies, Origin and Fetch Metadata. */
function send(token: string, app = one): Promise<Page> {
  return createClient(app.origin).go(logoutPath, { form: { logout_token: token } });
}

describe.skipIf(!isRedisInstalled)("two servers with a session store", () => {
  beforeAll(async () => {
    redis = await startRedis();
    const port = await findFreePort();
    provider = await startProviderFor(port);
    one = await startApp(settings(), port);
    two = await startApp(settings());
    lenient = await startApp(settings({ SESSION_STORE_DOWN: "open" }));
    raw = await redis.connect();
  });
  afterAll(async () => {
    raw?.destroy();
    await Promise.all([one, two, lenient].map((app) => app?.stop()));
    await provider?.close();
    await redis?.remove();
  });

  it("a code that one server has redeemed is refused by the other", async () => {
    const attempt = await Attempt.create(one.client());
    const code = codeIn(await attempt.return(await attempt.reachCallback())) ?? "";
    expect((await attempt.redeem(code)).status).toBe(204);
    const other = at(two, attempt.client);
    const replay = await other.redeem(attempt.verifier, code, fromTheApp(origin));
    expect([replay.status, reasonOf(replay)]).toEqual([400, "code-replayed"]);
    expect(setsSession(replay)).toBe(false);
  });

  it("a sign-out at one server ends a copied cookie at both, at once", async () => {
    const client = await signIn();
    const copy = client.copy();
    expect(await statusAt(two, copy)).toBe(200);
    expect((await client.fetch("/api/sign-in/out", { method: "POST" })).status).toBe(204);
    for (const app of [one, two]) {
      expect(await statusAt(app, copy)).toBe(401);
      const renewal = await at(app, copy).session();
      expect([renewal.status, setsSession(renewal)]).toEqual([401, false]);
      const start = JSON.parse((await at(app, copy).fetch("/api/frame")).body);
      expect(start.session).toBeNull();
    }
  });

  it("a renewal extends the session in the store together with the cookie, and nothing else does", async () => {
    const client = await signIn();
    const keys = await raw.keys("sessions:default:live:*");
    const ttls = async () => Promise.all(keys.map((key) => raw.ttl(key)));
    for (const key of keys) await raw.expire(key, 100);
    await client.fetch("/api/agent");
    await client.fetch("/api/frame");
    expect(Math.max(...(await ttls()))).toBeLessThanOrEqual(100);
    const renewal = await client.session();
    expect([renewal.status, setsSession(renewal)]).toEqual([200, true]);
    expect(Math.max(...(await ttls()))).toBe(3_600);
    for (const key of keys) await raw.expire(key, 0);
    expect(await statusAt(two, client)).toBe(401);
  });

  it("the store has neither a name, an address, a cookie nor a token that can be read", async () => {
    const client = await signIn();
    const dump: string[] = [];
    for (const key of await raw.keys("*")) {
      dump.push(key);
      const type = await raw.type(key);
      const value = type === "zset" ? await raw.zRange(key, 0, -1) : [(await raw.get(key)) ?? ""];
      if (!key.startsWith("sessions:default:tokens:")) dump.push(...value);
      // Encrypted, so that its parts are the header and cipher text (RFC 7516, 7.1).
      else expect(value.join()).toMatch(/^eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
    }
    const all = dump.join("\n");
    expect(all).toContain("sessions:default:agent:ana");
    expect(all).not.toMatch(/Silva|@|eyJ/);
    for (const value of client.cookies.values()) expect(all).not.toContain(value.slice(0, 100));
  });

  describe("npm run sessions", () => {
    const run = promisify(execFile);
    const { PATH = "", NODE_ENV = "test" } = process.env;
    const environment = { PATH, NODE_ENV };
    const sessionsOf = (SESSION_STORE_URL: string, ...args: string[]) =>
      run(
        process.execPath,
        ["--conditions=react-server", "--import=tsx", "scripts/sessions/cli.ts", ...args],
        { cwd: root, env: { ...environment, SESSION_STORE_URL } },
      ).then(
        ({ stdout }) => stdout,
        (error) => `${error.code} ${error.stderr}`,
      );
    const sessions = (...args: string[]) => sessionsOf(redis.url, ...args);

    it("lists agents and ends all sessions of one, on every server", async () => {
      await raw.flushAll();
      const clients = [await signIn(), await signIn()];
      const other = await signIn("kwame");
      expect(await sessions("--list")).toBe("ana\t2 sessions\nkwame\t1 session\n");
      expect(await sessions("--end", "ana")).toBe("Ended 2 sessions of ana.\n");
      for (const client of clients) {
        for (const app of [one, two]) expect(await statusAt(app, client)).toBe(401);
      }
      expect(await statusAt(two, other)).toBe(200);
      expect(await sessions("--end", "ana")).toBe("ana has no session.\n");
      expect(await sessions("--list")).toBe("kwame\t1 session\n");
      expect(await sessions("--list", "--tenant", "acme")).toBe("No agent has a session.\n");
    });

    it("says what it needs", async () => {
      expect(await sessions()).toMatch(/^2 npm run sessions/);
      expect(await sessions("--list", "--end", "ana")).toMatch(/^2 npm run sessions/);
      expect(await sessionsOf("localhost", "--list")).toMatch(/^2 SESSION_STORE_URL must be/);
    });
  });

  describe("a sign-out at the identity provider", () => {
    it("ends the sessions that began there, on every server, and no others", async () => {
      const client = await signIn();
      const elsewhere = await signIn();
      const other = await signIn("kwame");
      const copy = client.copy();
      await signOutAtProvider(client);
      for (const app of [one, two]) expect(await statusAt(app, copy)).toBe(401);
      expect(await statusAt(two, elsewhere)).toBe(200);
      expect(await statusAt(two, other)).toBe(200);
      expect(one.output()).toContain('{"event":"session.ended-by-provider","sessions":1}');
    });

    it("gets the session's ID token as a hint, whichever of the two requests comes first", async () => {
      const stopAt = (to: URL) => to.origin === provider.issuer;
      for (const [ticket, windowFirst] of [
        ["6f1d3f52-64a3-4b71-9f0b-5d1f5c6f7a11", true],
        ["6f1d3f52-64a3-4b71-9f0b-5d1f5c6f7a12", false],
      ] as const) {
        const client = await signIn();
        const out = () => client.fetch("/api/sign-in/out", { method: "POST", json: { ticket } });
        // The browser sends the session's cookie only with the frame's request.
        const open = () => one.client().open(`/sign-in/sign-out?ticket=${ticket}`, { stopAt });
        const early = windowFirst ? open() : null;
        expect((await out()).status).toBe(204);
        const page = await (early ?? open());
        const hint = page.url.searchParams.get("id_token_hint") ?? "";
        expect(JSON.parse(atob(hint.split(".")[1] ?? ""))).toMatchObject({ sub: "ana" });
        // The provider checks the hint.
        expect((await client.go(page.url.href)).status).toBe(200);
        const forged = new URL(page.url);
        forged.searchParams.set("id_token_hint", `${hint.slice(0, -4)}0000`);
        expect((await client.go(forged.href)).status).toBe(400);
        const again = await one.client().open(`/sign-in/sign-out?ticket=${ticket}`, { stopAt });
        expect(again.url.searchParams.has("id_token_hint")).toBe(false);
      }
    });

    it("ends a sign-in that is not complete yet", async () => {
      const attempt = await Attempt.create(one.client());
      const code = codeIn(await attempt.return(await attempt.reachCallback())) ?? "";
      await signOutAtProvider(attempt.client);
      const redeemed = await attempt.redeem(code);
      expect([redeemed.status, reasonOf(redeemed)]).toEqual([400, "session-ended"]);
      expect(setsSession(redeemed)).toBe(false);
    });

    it("ends a sign-in whose window was cut off, and its frame does not wait on", async () => {
      const attempt = await Attempt.create(one.client());
      await attempt.return(await attempt.reachCallback());
      await signOutAtProvider(attempt.client);
      const redeemed = await attempt.redeem(undefined);
      expect([redeemed.status, reasonOf(redeemed)]).toEqual([400, "session-ended"]);
    });
  });

  describe("a logout token", () => {
    it("with a sub ends all sessions of the agent, once", async () => {
      const client = await signIn();
      const token = logoutToken({ sub: "ana" });
      const answer = await send(token, two);
      expect([answer.status, answer.body]).toEqual([200, ""]);
      expect(headerOf(answer, "cache-control")).toBe("no-store");
      expect(await statusAt(one, client)).toBe(401);

      // A code that was created in the same second as the end would be refused.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const again = await signIn();
      for (const app of [one, two]) {
        const replay = await send(token, app);
        expect([replay.status, replay.body]).toEqual([400, '{"error":"invalid_request"}']);
      }
      expect(await statusAt(one, again)).toBe(200);
    });

    it("that is not valid ends nothing, and the log says why without quoting it", async () => {
      const client = await signIn();
      const [header, payload] = logoutToken({ sub: "ana" }).split(".");
      for (const [token, reason] of [
        [logoutToken({ sub: "ana", nonce: "n" }), "nonce"],
        [logoutToken({ sub: "ana", aud: "other" }), "aud"],
        [logoutToken({ sub: "ana", iat: 1 }), "iat"],
        [logoutToken({ sub: "ana", events: {} }), "events"],
        [`${header}.${payload}.${"x".repeat(342)}`, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
        ["", "logout_token"],
        ["x".repeat(20_000), "length"],
      ] as const) {
        const before = one.output().length;
        const answer = await send(token);
        expect([answer.status, answer.body]).toEqual([400, '{"error":"invalid_request"}']);
        expect(headerOf(answer, "cache-control")).toBe("no-store");
        const line = `{"event":"session.logout-refused","reason":"${reason}"}\n`;
        await expect.poll(() => one.output().slice(before)).toBe(line);
      }
      expect(await statusAt(one, client)).toBe(200);
    });

    it("is accepted only as a form, in a POST, with one token", async () => {
      const client = await signIn();
      const token = logoutToken({ sub: "ana" });
      const path = `${logoutPath}?logout_token=${token}`;
      const types = ["text/plain", "application/json", "multipart/form-data"];
      for (const type of types) {
        const headers = { "content-type": type };
        const form = { logout_token: token };
        expect((await one.client().go(logoutPath, { form, headers })).status, type).toBe(400);
      }
      expect((await one.client().go(path, { method: "POST" })).status).toBe(400);
      expect((await one.client().go(path)).status).toBe(405);
      expect(await statusAt(one, client)).toBe(200);
    });
  });

  describe("while the store is down", () => {
    afterEach(async () => {
      redis.thaw();
      await redis.stop();
      await redis.start();
      for (const app of [one, two, lenient]) {
        const reason = async () => (await app.client().signIn({ silent: true })).message;
        await expect
          .poll(reason, { timeout: 15_000 })
          .not.toEqual({ type: "sign-in:failed", reason: down });
      }
    });

    it("a session gets 503 with a reason, is not deleted, and goes on when the store is back", async () => {
      const client = await signIn();
      redis.freeze();
      for (const path of ["/api/agent", "/api/sign-in/session"]) {
        const answer = await timed(client.fetch(path));
        expect([answer.status, reasonOf(answer)]).toEqual([503, down]);
        expect(JSON.parse(answer.body).text).toContain("Try again in a moment.");
        expect(headerOf(answer, "set-cookie")).toBe("");
      }
      const start = await timed(client.fetch("/api/frame"));
      expect(JSON.parse(start.body)).toMatchObject({ session: null, unchecked: true });
      redis.thaw();
      await expect.poll(() => statusAt(one, client), { timeout: 15_000 }).toBe(200);
    });

    it("a sign-out says that it failed, and keeps the cookie for another try", async () => {
      const client = await signIn();
      await redis.stop();
      const out = await timed(client.fetch("/api/sign-in/out", { method: "POST" }));
      expect([out.status, reasonOf(out)]).toEqual([503, down]);
      expect(headerOf(out, "set-cookie")).toBe("");
      await redis.start();
      const again = async () => (await client.fetch("/api/sign-in/out", { method: "POST" })).status;
      await expect.poll(again, { timeout: 15_000 }).toBe(204);
    });

    it("nobody signs in, and the window says why", async () => {
      const attempt = await Attempt.create(one.client());
      const code = codeIn(await attempt.return(await attempt.reachCallback())) ?? "";
      await redis.stop();
      for (const app of [one, lenient]) {
        const redeemed = await timed(
          at(app, attempt.client).redeem(attempt.verifier, code, fromTheApp(origin)),
        );
        expect([redeemed.status, reasonOf(redeemed)]).toEqual([503, down]);
        const left = await timed(
          at(app, attempt.client).redeem(attempt.verifier, undefined, fromTheApp(origin)),
        );
        expect([left.status, reasonOf(left)]).toEqual([503, down]);
        for (const silent of [false, true]) {
          const page = await timed(app.client().signIn({ silent }));
          expect(page.message).toEqual({ type: "sign-in:failed", reason: down });
        }
      }
      const answer = await timed(send(logoutToken({ sub: "ana" })));
      expect([answer.status, answer.body]).toEqual([400, '{"error":"temporarily_unavailable"}']);
    });

    it("SESSION_STORE_DOWN=open keeps sessions, and renews their cookies", async () => {
      const client = at(lenient, await signIn());
      await redis.stop();
      expect((await timed(client.fetch("/api/agent"))).status).toBe(200);
      const renewal = await timed(client.session());
      expect([renewal.status, setsSession(renewal)]).toEqual([200, true]);
      const headers = fromTheApp(origin);
      const out = await client.fetch("/api/sign-in/out", { method: "POST", headers });
      expect([out.status, reasonOf(out)]).toEqual([503, down]);
      // In this browser, and at this server, it has ended all the same.
      expect((await client.fetch("/api/agent")).status).toBe(401);
    });

    it("the log has one line for it, and one for its end", async () => {
      const client = await signIn();
      const before = one.output().length;
      await redis.stop();
      for (let request = 0; request < 30; request += 1) await client.fetch("/api/agent");
      await redis.start();
      await expect.poll(() => statusAt(one, client), { timeout: 15_000 }).toBe(401);
      await expect
        .poll(() => one.output().slice(before).trim().split("\n"))
        .toEqual([
          expect.stringMatching(/^{"event":"session-store.down","cause":"(ECONN\w+|other)"}$/),
          '{"event":"session-store.up"}',
        ]);
    });
  });
});

it("without a session store, a logout token is refused, and the log says what is missing", async () => {
  const app = await startApp({});
  const answer = await createClient(app.origin).go(logoutPath, { form: { logout_token: "x" } });
  expect([answer.status, answer.body]).toEqual([400, '{"error":"not_implemented"}']);
  expect(app.output()).toContain('{"event":"session.logout-ignored"');
  expect(app.output()).toContain("SESSION_STORE_URL is not set");
  await app.stop();
});

it.skipIf(!isRedisInstalled || !isNginxInstalled)(
  "behind a proxy, sessions outlive a server and a restart of the store's connection, and no request hangs",
  async () => {
    // A test that fails leaves none of them behind.
    const running = new Set<() => unknown>();
    onTestFinished(async () => {
      for (const stop of running) await stop();
    });
    const store = await startRedis();
    running.add(store.remove);
    redis = store;
    const port = await findFreePort();
    provider = await startProviderFor(port);
    running.add(provider.close);
    const ports = [await findFreePort(), await findFreePort()];
    const first = await startApp(settings(), ports[0]);
    running.add(first.stop);
    running.add((await startApp(settings(), ports[1])).stop);
    running.add(await startNginx(port, ports));
    const client = createClient(origin);
    const statuses = async (count: number) => {
      const seen = new Set<number>();
      for (let n = 0; n < count; n += 1) {
        seen.add((await timed(client.fetch("/api/agent"))).status);
      }
      return [...seen];
    };

    // Each step of the sign-in goes to the server after the last one's.
    await (await Attempt.create(client)).signIn();
    expect(await statuses(6)).toEqual([200]);
    running.delete(first.stop);
    await first.stop();
    expect(await statuses(6)).toEqual([200]);

    store.freeze();
    expect(await statuses(3)).toEqual([503]);
    store.thaw();
    await expect.poll(() => statuses(1), { timeout: 15_000 }).toEqual([200]);

    await store.stop();
    expect(await statuses(10)).toEqual([503]);
    await store.start();
    // It has lost all sessions.
    await expect.poll(() => statuses(1), { timeout: 15_000 }).toEqual([401]);
    running.add((await startApp(settings(), ports[0])).stop);
    await (await Attempt.create(client)).signIn();
    expect(await statuses(6)).toEqual([200]);
    const copy = client.copy();
    await signOutAtProvider(client);
    for (let n = 0; n < 4; n += 1) expect((await copy.fetch("/api/agent")).status).toBe(401);
  },
);
