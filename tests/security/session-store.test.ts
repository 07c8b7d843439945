import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { openRedisSessions, type RedisSessions } from "@/lib/auth/server/redis-sessions";
import { startRedis, isRedisInstalled, type Redis } from "../fixtures/redis";
import { testTenant } from "../mocks/tenant";

const acme = testTenant(
  { AUTH_SESSION_IDLE_MINUTES: "60", AUTH_SESSION_MAX_MINUTES: "720" },
  "acme",
);
const globex = testTenant({ AUTH_URL: "https://globex.example.com" }, "globex");
const now = () => Math.floor(Date.now() / 1000);
const down = { name: "SessionStoreDown" };

/** A session of ana, whose sign-in was complete 10 s ago. */
function session(id: string, change: object = {}) {
  return { id, agentId: "ana", providerSession: "at-provider", signedIn: now() - 10, ...change };
}

describe.skipIf(!isRedisInstalled)("the session store", () => {
  let redis: Redis;
  /** Two servers of the app. */
  let one: RedisSessions;
  let two: RedisSessions;
  let raw: Awaited<ReturnType<Redis["connect"]>>;

  beforeAll(async () => {
    redis = await startRedis();
    one = openRedisSessions(redis.url);
    two = openRedisSessions(redis.url);
    raw = await redis.connect();
  });
  afterEach(() => raw.flushAll());
  afterAll(async () => {
    raw?.destroy();
    await one?.close();
    await two?.close();
    await redis?.remove();
  });

  it("lets one of two servers use a code, also at the same time", async () => {
    expect(await one.spend(acme, "code-1", now() + 60)).toBe(true);
    expect(await two.spend(acme, "code-1", now() + 60)).toBe(false);
    const both = await Promise.all(
      [one, two].map((each) => each.spend(acme, "code-2", now() + 60)),
    );
    expect(both.sort()).toEqual([false, true]);
    expect(await raw.ttl("sessions:acme:spent:code-1")).toBeGreaterThanOrEqual(60);
  });

  it("knows a session everywhere, and its end", async () => {
    expect(await one.start(acme, session("s1"))).toBe(true);
    expect(await two.isLive(acme, "s1")).toBe(true);
    await one.end(acme, "s1");
    expect(await two.isLive(acme, "s1")).toBe(false);
  });

  it("does not restore an ended session by a renewal that comes late", async () => {
    await one.start(acme, session("s1"));
    await one.end(acme, "s1");
    expect(await two.renew(acme, "s1")).toBe(false);
    expect(await two.isLive(acme, "s1")).toBe(false);
  });

  it("keeps a session for the idle limit, and for another one after each renewal", async () => {
    await one.start(acme, session("s1"));
    const key = "sessions:acme:live:s1";
    expect(await raw.ttl(key)).toBe(60 * 60);
    await raw.expire(key, 100);
    expect(await one.renew(acme, "s1")).toBe(true);
    expect(await raw.ttl(key)).toBe(60 * 60);
    expect(await one.isLive(acme, "s1")).toBe(true);
    await raw.expire(key, 0);
    expect(await one.isLive(acme, "s1")).toBe(false);
  });

  it("ends all sessions of an agent, and no other's", async () => {
    await one.start(acme, session("s1"));
    await one.start(acme, session("s2", { providerSession: "other" }));
    await one.start(acme, session("s3", { agentId: "kwame" }));
    expect(await two.endAll(acme, { agentId: "ana" })).toBe(2);
    expect(await one.isLive(acme, "s1")).toBe(false);
    expect(await one.isLive(acme, "s2")).toBe(false);
    expect(await one.isLive(acme, "s3")).toBe(true);
    expect(await two.endAll(acme, { agentId: "ana" })).toBe(0);
  });

  it("ends the sessions of one session at the identity provider", async () => {
    await one.start(acme, session("s1"));
    await one.start(acme, session("s2", { providerSession: "other" }));
    expect(await two.endAll(acme, { providerSession: "at-provider" })).toBe(1);
    expect(await one.isLive(acme, "s1")).toBe(false);
    expect(await one.isLive(acme, "s2")).toBe(true);
  });

  it("starts no session for a sign-in that was complete before all were ended", async () => {
    const early = session("s1", { signedIn: now() });
    await one.endAll(acme, { agentId: "ana" });
    expect(await two.start(acme, early)).toBe(false);
    expect(await two.isLive(acme, "s1")).toBe(false);
    expect(await two.start(acme, session("s2", { signedIn: now() + 1 }))).toBe(true);
    expect(await two.start(globex, early)).toBe(true);
  });

  it("keeps tenants apart: neither ends, lists nor uses up what is the other's", async () => {
    await one.start(acme, session("s1"));
    await one.start(globex, session("s1"));
    await one.spend(acme, "code", now() + 60);
    expect(await one.spend(globex, "code", now() + 60)).toBe(true);
    expect(await one.endAll(globex, { agentId: "ana" })).toBe(1);
    expect(await one.isLive(acme, "s1")).toBe(true);
    expect(await one.isLive(globex, "s1")).toBe(false);
    expect(await one.listAgents(acme)).toEqual([{ agentId: "ana", sessions: 1 }]);
    expect(await one.listAgents(globex)).toEqual([]);
    // No id of a tenant or an agent can name another's keys.
    const tricky = { ...acme, id: "acme:agent:ana" };
    await one.start(tricky, session("s9", { agentId: "x:y*?[" }));
    expect(await one.listAgents({ id: "a*" })).toEqual([]);
    expect(await one.listAgents(tricky)).toEqual([{ agentId: "x:y*?[", sessions: 1 }]);
    expect(await one.listAgents(acme)).toEqual([{ agentId: "ana", sessions: 1 }]);
  });

  it("lists only agents whose sessions live", async () => {
    for (const id of ["s1", "s2"]) await one.start(acme, session(id));
    await one.start(acme, session("s3", { agentId: "kwame" }));
    await one.end(acme, "s3");
    expect(await two.listAgents(acme)).toEqual([{ agentId: "ana", sessions: 2 }]);
  });

  it("lets every key expire, at the latest after the longest session", async () => {
    await one.start(acme, session("s1"));
    await one.spend(acme, "code", now() + 60);
    await one.check();
    await one.endAll(acme, { agentId: "kwame" });
    await one.tokens.keep(acme, "s2", "sealed");
    await one.tokens.claim(acme, "s2");
    await one.tokens.leave(acme, "ticket-1", "sealed", 60);
    const keys = await raw.keys("*");
    expect(keys.sort()).toEqual([
      "sessions:acme:agent:ana",
      "sessions:acme:ended:agent:kwame",
      "sessions:acme:live:s1",
      "sessions:acme:provider:at-provider",
      "sessions:acme:refreshing:s2",
      "sessions:acme:spent:code",
      "sessions:acme:ticket:ticket-1",
      "sessions:acme:tokens:s2",
    ]);
    for (const key of keys) {
      const ttl = await raw.ttl(key);
      expect(ttl, key).toBeGreaterThan(0);
      expect(ttl, key).toBeLessThanOrEqual(720 * 60);
    }
  });

  it("needs only the commands and keys that docs/sessions.md names", async () => {
    const page = await readFile("docs/sessions.md", "utf8");
    const [, list = ""] = page.match(/and the commands ([\s\S]*?)\.\n/) ?? [];
    const commands = [...list.matchAll(/`([A-Z]+)`/g)].map(([, name]) => `+${name?.toLowerCase()}`);
    const rights = ["reset", "on", ">secret", "~sessions:*", ...commands];
    await raw.sendCommand(["ACL", "SETUSER", "app", ...rights]);
    const store = openRedisSessions(redis.url.replace("//", "//app:secret@"));
    onTestFinished(() => store.close());
    await store.check();
    expect(await store.start(acme, session("s1"))).toBe(true);
    expect(await store.spend(acme, "code", now() + 60)).toBe(true);
    expect(await store.isLive(acme, "s1")).toBe(true);
    expect(await store.renew(acme, "s1")).toBe(true);
    expect(await store.listAgents(acme)).toHaveLength(1);
    const claim = await store.tokens.claim(acme, "s1");
    expect(await store.tokens.claim(acme, "s1")).toBe("taken");
    if (typeof claim === "object") await claim.release("failed");
    expect(await store.tokens.claim(acme, "s1")).toBe("failed");
    await store.tokens.keep(acme, "s1", "sealed");
    expect(await store.tokens.replace(acme, "s1", "new")).toBe(true);
    expect(await store.tokens.find(acme, "s1")).toBe("new");
    await store.tokens.leave(acme, "ticket", "sealed", 60);
    expect(await store.tokens.take(acme, "ticket")).toBe("sealed");
    expect(await store.tokens.take(acme, "ticket")).toBeNull();
    expect(await store.endAll(acme, { agentId: "ana" })).toBe(1);
    expect(await store.tokens.find(acme, "s1")).toBeNull();
    await store.end(acme, "s1");
  });

  it("forgets ended sessions in an index that is still in use", async () => {
    await one.start(acme, session("s1"));
    await raw.zAdd("sessions:acme:agent:ana", { score: now() - 1, value: "long-ago" });
    await one.start(acme, session("s2"));
    expect(await raw.zRange("sessions:acme:agent:ana", 0, -1)).toEqual(["s1", "s2"]);
  });
});

describe.skipIf(!isRedisInstalled)("a session store that is down", () => {
  /** ms that a request may wait for it, with some for a busy machine. */
  const patience = 1_500;
  let redis: Redis;
  let store: RedisSessions;
  let logged: string[];

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.remove());

  function open(url = redis.url) {
    logged = [];
    for (const level of ["error", "info"] as const) {
      vi.spyOn(console, level).mockImplementation((line) => logged.push(String(line)));
    }
    store = openRedisSessions(url);
    onTestFinished(async () => {
      await store.close();
      vi.restoreAllMocks();
    });
  }

  /** `allowed` are the ms that it may take, beside what a timer of the app's time limit is late by on this machine. */
  async function expectDown(allowed = patience) {
    const start = performance.now();
    const late = sleep(1_000).then(() => performance.now() - start - 1_000);
    await expect(store.isLive(acme, "s1")).rejects.toMatchObject(down);
    const ms = performance.now() - start;
    if (ms > allowed) expect(ms - (await late)).toBeLessThan(allowed);
  }

  const untilUp = () => vi.waitFor(() => store.check(), { timeout: 10_000, interval: 100 });

  it("refuses each request at once after the first second, logs one line, and recovers by itself", async () => {
    open();
    await store.start(acme, session("s1"));
    await redis.stop();
    await expectDown();
    await sleep(1_000);
    for (let request = 0; request < 20; request += 1) await expectDown(200);
    expect(logged).toEqual([
      // At the first request the connection may only just have been closed.
      expect.stringMatching(/^{"event":"session-store.down","cause":"(ECONN\w+|other)"}$/),
    ]);
    await redis.start();
    await untilUp();
    // It keeps nothing on disk, so all sessions have ended.
    expect(await store.isLive(acme, "s1")).toBe(false);
    expect(logged[1]).toBe('{"event":"session-store.up"}');
    expect(logged).toHaveLength(2);
  });

  it("may be down when the server starts", async () => {
    await redis.stop();
    open();
    await expectDown();
    expect(logged).toEqual(['{"event":"session-store.down","cause":"ECONNREFUSED"}']);
    await redis.start();
    await untilUp();
  });

  it("that accepts connections and never responds is down after a second, and recovers", async () => {
    open();
    await store.start(acme, session("s1"));
    redis.freeze();
    await expectDown();
    // Its connection counts as lost after 5 s.
    await sleep(6_500);
    await expectDown();
    await expectDown(200);
    redis.thaw();
    await untilUp();
    expect(await store.isLive(acme, "s1")).toBe(true);
  });

  it("that refuses the password is down, and the log does not show it", async () => {
    open(redis.url.replace("//", "//ana:secret-7c1f@"));
    await expectDown();
    expect(logged).toEqual(['{"event":"session-store.down","cause":"WRONGPASS"}']);
  });

  it("that may not be written is down", async () => {
    open();
    await store.check();
    const raw = await redis.connect();
    onTestFinished(() => raw.destroy());
    await raw.sendCommand(["ACL", "SETUSER", "default", "-@write"]);
    onTestFinished(() => raw.sendCommand(["ACL", "SETUSER", "default", "+@all"]).then(() => {}));
    await expect(store.check()).rejects.toMatchObject(down);
  });
});
