import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createChallenge, sha256 } from "../../lib/auth/challenge";
import { mintCode } from "../../lib/auth/server/code";
import { seal } from "../../lib/auth/server/sealed";
import type { Tenant } from "../../lib/tenants/tenant";
import type { IdentityProvider } from "../../simulator/idp";
import { findSigningKey } from "../../simulator/idp/signing-keys";
import { findFreePort } from "../../simulator/ports";
import { startServer } from "../e2e/server";
import { isRedisInstalled, type Redis, startRedis } from "../fixtures/redis";
import { goodSettings } from "../mocks/settings";
import { testTenant } from "../mocks/tenant";
import { secretVariable, tenantEntry } from "../mocks/tenant-entry";
import { clientSecret, startProvider } from "./app";
import {
  Attempt,
  beforeCallback,
  type Client,
  codeIn,
  createClient,
  fromTheApp,
  navigation,
  sessionCookie,
  setsSession,
} from "./client";
import {
  accessToken,
  ana,
  type HostileProvider,
  jwt,
  startHostileProvider,
} from "./hostile-provider";
import { headerOf, send } from "./wire";

/*
 * One deployment, two tenants. Everything of globex is the attacker's: its identity provider, its agents with their
 * sessions, and the keys that are derived for it. They attack acme.
 */

const logoutPath = "/api/auth/backchannel-logout";
const fromAProvider = navigation("cross-site", "document");

let folder: string;
let redis: Redis | undefined;
let provider: IdentityProvider;
let hostile: HostileProvider;
let server: Awaited<ReturnType<typeof startServer>>;
let port: number;
/** The origins of the two. Browsers keep the cookies of these hosts apart. */
let acme: string;
let globex: string;
/** The server's own secret, and what it makes of it. The attacker has only what is globex's. */
let acmeTenant: Tenant;
let globexTenant: Tenant;
/** All that is known of acme, with globex's keys. */
let forger: Tenant;
/** Ana of acme, and an agent of globex. */
let victim: Client;
let attacker: Client;

/** A tenant's settings that differ from the good ones. */
const tenantSettings = (id: string, AUTH_URL: string, AUTH_OIDC_ISSUER: string) => ({
  AUTH_URL,
  AUTH_OIDC_ISSUER,
  CONNECT_INSTANCE_ORIGINS: `https://${id}.my.connect.aws`,
});

const both = () => [
  ["acme", tenantSettings("acme", acme, provider.issuer)] as const,
  ["globex", tenantSettings("globex", globex, hostile.issuer)] as const,
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "two-tenants-"));
  redis = isRedisInstalled ? await startRedis() : undefined;
  port = await findFreePort();
  acme = `http://localhost:${port}`;
  globex = `http://127.0.0.1:${port}`;
  provider = await startProvider(acme);
  hostile = await startHostileProvider();
  const file = join(folder, "tenants.json");
  const tenants = both().map(([id, settings]) => tenantEntry(id, settings));
  await writeFile(file, JSON.stringify({ tenants }));
  server = await startServer(port, settingsOf(file));
  [acmeTenant, globexTenant] = both().map(([id, settings]) => testTenant(settings, id)) as [
    Tenant,
    Tenant,
  ];
  forger = { ...acmeTenant, secrets: globexTenant.secrets };
});

beforeEach(async () => {
  hostile.reset();
  victim = createClient(acme);
  await (await Attempt.create(victim)).signIn("ana");
  attacker = createClient(globex);
  expect(await attacker.enter()).toMatchObject({ id: ana.sub });
});

afterAll(async () => {
  await server?.stop();
  await provider?.close();
  hostile?.close();
  await redis?.remove();
  await rm(folder, { recursive: true, force: true });
});

function settingsOf(file: string, more: Record<string, string> = {}): Record<string, string> {
  const { AUTH_SECRET } = goodSettings;
  const store = redis && { SESSION_STORE_URL: redis.url };
  return { AUTH_SECRET, TENANTS_FILE: file, [secretVariable]: clientSecret, ...store, ...more };
}

const statusOf = async (client: Client) => (await client.fetch("/api/agent")).status;

/** A browser at acme with these cookies. */
function atAcme(cookies: Iterable<[string, string]>): Client {
  const client = createClient(acme);
  for (const [name, value] of cookies) client.cookies.set(name, value);
  return client;
}

/** Encrypts as next-auth does: what the session cookie of a tenant contains, with the keys of another or its own. */
function sealSession(content: object | null, { secrets }: Tenant): Promise<string> {
  return encode({ token: { ...content }, secret: secrets, salt: sessionCookie, maxAge: 600 });
}

describe("with globex's keys", () => {
  it("no session of acme can be made, even of one that lives", async () => {
    const cookie = victim.cookies.get(sessionCookie);
    const content = await decode({
      token: cookie,
      secret: acmeTenant.secrets,
      salt: sessionCookie,
    });
    expect(content?.content).toMatchObject({ tenant: "acme" });
    const open = async (keys: Tenant) =>
      statusOf(atAcme([[sessionCookie, await sealSession(content, keys)]]));
    expect(await open(forger)).toBe(401);
    // The forgery is right in all but the key.
    expect(await open(acmeTenant)).toBe(200);
  });

  it("no session of acme can be opened", async () => {
    const cookie = victim.cookies.get(sessionCookie);
    await expect(
      decode({ token: cookie, secret: globexTenant.secrets, salt: sessionCookie }),
    ).rejects.toThrow();
  });

  it("no code of acme can be made", async () => {
    const agent = { id: "ana", name: "Ana", email: null, roles: [] };
    const redeem = async (keys: Tenant) => {
      const { challenge, verifier } = await createChallenge();
      return createClient(acme).redeem(verifier, await mintCode(keys, agent, challenge));
    };
    const refused = await redeem(forger);
    expect([refused.status, refused.body]).toEqual([400, '{"reason":"code-invalid"}']);
    expect(setsSession(refused)).toBe(false);
    expect((await redeem(acmeTenant)).status).toBe(204);
  });

  it("no attempt of acme can be changed, to get the code of the agent who signs in", async () => {
    const attempt = await Attempt.create(createClient(acme));
    const callback = await attempt.reachCallback();
    const [name = "", sealed] =
      [...attempt.client.cookies].find(([each]) => each.startsWith("__Host-sign-in-attempt.")) ??
      [];
    const salt = "sign-in-attempt";
    const content = await decode({ token: sealed, secret: acmeTenant.secrets, salt });
    const { challenge } = await createChallenge();
    const finish = async (keys: Tenant) => {
      const forged = await seal(keys, salt, { ...content, challenge }, 600);
      return atAcme([[name, forged]]).go(callback.href, { headers: fromAProvider });
    };
    const refused = await finish(forger);
    expect(refused.message).toEqual({ type: "sign-in:failed", reason: "attempt-expired" });
    expect(codeIn(await finish(acmeTenant))).not.toBeNull();
  });

  it("no sign-out of acme can be continued", async () => {
    const agent = await sha256("ana");
    const page = await victim.open(`/sign-in/sign-out?agent=${agent}`, { stopAt: beforeCallback });
    const name = "__Host-sign-out-attempt";
    const salt = "sign-out-attempt";
    const sealed = victim.cookies.get(name);
    const content = await decode({ token: sealed, secret: acmeTenant.secrets, salt });
    const finish = async (keys: Tenant) => {
      const client = atAcme([[name, await seal(keys, salt, { ...content }, 60)]]);
      const stopAt = (to: URL) => to.pathname === "/session/end";
      return (await client.go(page.url.href, { headers: fromAProvider, stopAt })).url.pathname;
    };
    expect(await finish(forger)).toBe("/api/auth/callback/oidc");
    expect(await finish(acmeTenant)).toBe("/session/end");
  });
});

describe("what globex has", () => {
  it("is worth nothing at acme: a session, a code, an attempt", async () => {
    expect(await statusOf(attacker)).toBe(200);
    expect(await statusOf(atAcme(attacker.cookies))).toBe(401);

    const attempt = await Attempt.create(createClient(globex));
    const callback = await attempt.reachCallback();
    const moved = new URL(callback.pathname + callback.search, acme);
    const page = await atAcme(attempt.client.cookies).go(moved.href, { headers: fromAProvider });
    expect(page.message).toEqual({ type: "sign-in:failed", reason: "attempt-expired" });

    const code = codeIn(await attempt.return(callback)) ?? "";
    const refused = await createClient(acme).redeem(attempt.verifier, code);
    expect([refused.status, refused.body]).toEqual([400, '{"reason":"code-invalid"}']);
    const left = await atAcme(attempt.client.cookies).redeem(attempt.verifier);
    expect([left.status, setsSession(left)]).toEqual([202, false]);
    expect((await attempt.redeem(code)).status).toBe(204);
  });

  it("is worth nothing at acme: its provider's code for an attempt there", async () => {
    const attempt = await Attempt.create(createClient(acme));
    const callback = await attempt.reachCallback();
    const own = await (await Attempt.create(createClient(globex))).reachCallback();
    callback.searchParams.set("code", own.searchParams.get("code") ?? "");
    callback.searchParams.set("iss", hostile.issuer);
    const before = hostile.requests.length;
    const page = await attempt.return(callback);
    expect(page.message).toEqual({ type: "sign-in:failed", reason: "identity-provider" });
    // Acme's server asked acme's provider only.
    expect(hostile.requests.slice(before)).toEqual([]);
  });

  it("is worth nothing at acme: access tokens and ID tokens", async () => {
    const claims = { iss: provider.issuer, aud: goodSettings.AUTH_OIDC_ID, sub: "ana" };
    for (const token of [accessToken, jwt(hostile.key, claims)]) {
      const headers = { authorization: `Bearer ${token}` };
      for (const path of ["/api/agent", "/api/agent/storage-keys", "/api/sign-in/session"]) {
        const response = await createClient(acme).fetch(path, { headers });
        expect([path, response.status, response.body]).toEqual([
          path,
          401,
          '{"reason":"no-session"}',
        ]);
      }
    }
  });

  it("makes nobody an agent of acme: its provider names acme's issuer", async () => {
    hostile.claims = { ...ana, iss: provider.issuer, sub: "ana" };
    expect(await createClient(globex).enter()).toBe("identity-provider");
  });

  it("changes nothing in acme's discovery, keys or session", async () => {
    hostile.discovery = { issuer: provider.issuer, jwks_uri: `${hostile.issuer}/jwks` };
    await createClient(globex).enter();
    const again = await Attempt.create(createClient(acme));
    await again.signIn("kwame");
    expect(await statusOf(again.client)).toBe(200);
    expect(await statusOf(victim)).toBe(200);
  });
});

describe("a request with globex's session", () => {
  const hosts = () => ({ a: new URL(acme).host, b: new URL(globex).host });

  /** Sends it as it stands, for the host in `host`. */
  function ask(host: string, more: [string, string][] = [], target = "/api/agent") {
    const cookie = `${sessionCookie}=${attacker.cookies.get(sessionCookie)}`;
    const metadata = Object.entries(fromTheApp(acme));
    const headers: [string, string][] = [["Host", host], ...more, ...metadata, ["Cookie", cookie]];
    return send(port, { method: "GET", target, headers });
  }

  async function statusFor(...request: Parameters<typeof ask>) {
    const answer = await ask(...request);
    if (typeof answer === "string") return answer;
    expect(setsSession(answer)).toBe(false);
    return answer.status;
  }

  it("opens globex, and not acme, whatever its headers say", async () => {
    const { a, b } = hosts();
    const subrequest = Array(5).fill("middleware").join(":");
    expect(await statusFor(b)).toBe(200);
    for (const more of [
      [],
      [["X-Forwarded-Host", b]],
      [["X-Forwarded-Host", `${a}, ${b}`]],
      [["Forwarded", `host=${b}`]],
      [["X-Host", b]],
      [["X-Original-Host", b]],
      [["X-HTTP-Host-Override", b]],
      [["X-Original-URL", `${globex}/api/agent`]],
      [["X-Middleware-Subrequest", subrequest]],
      [["Host", b]],
    ] satisfies [string, string][][]) {
      expect([more, await statusFor(a, more)]).toEqual([more, 401]);
    }
  });

  it("names one host, and nothing else", async () => {
    const { a, b } = hosts();
    for (const [host, target] of [
      [a, `${globex}/api/agent`],
      [b, `${acme}/api/agent`],
      [a, `//${b}/api/agent`],
      [`${b}@${a}`, "/api/agent"],
      [`${a}/${b}`, "/api/agent"],
      [`${a},${b}`, "/api/agent"],
      [`${b}#${a}`, "/api/agent"],
    ] as const) {
      expect([host, target, await statusFor(host, [], target)]).toEqual([
        host,
        target,
        expect.toBeOneOf([308, 400, 401, 404, 421]),
      ]);
    }
  });

  it("cannot let globex's workspace frame acme", async () => {
    const { a, b } = hosts();
    for (const more of [[], [["X-Forwarded-Host", b]], [["Host", b]]] as [string, string][][]) {
      const answer = await ask(a, more, "/");
      if (typeof answer === "string") throw new Error(answer);
      const policy = headerOf(answer, "content-security-policy");
      expect(policy).toContain("frame-ancestors https://acme.my.connect.aws;");
      expect(policy).not.toContain("globex");
    }
  });

  it("behind a proxy is for the host that the proxy names", async () => {
    const { a, b } = hosts();
    const behind = await findFreePort();
    const more = { TENANTS_FORWARDED_HOST: "true" };
    const proxied = await startServer(behind, settingsOf(join(folder, "tenants.json"), more));
    const cookie = `${sessionCookie}=${attacker.cookies.get(sessionCookie)}`;
    const statusBehind = async (host: string, ...forwarded: string[]) => {
      const names = forwarded.map((each): [string, string] => ["X-Forwarded-Host", each]);
      const metadata = Object.entries(fromTheApp(globex));
      const headers: [string, string][] = [
        ["Host", host],
        ...names,
        ...metadata,
        ["Cookie", cookie],
      ];
      const answer = await send(behind, { method: "GET", target: "/api/agent", headers });
      return typeof answer === "string" ? answer : answer.status;
    };
    try {
      expect(await statusBehind(a, b)).toBe(200);
      expect(await statusBehind(b, a)).toBe(401);
      // Next takes `Host` for a header that is missing.
      expect(await statusBehind(a)).toBe(401);
      expect(await statusBehind(b)).toBe(200);
      expect(await statusBehind(a, a, b)).toBe(421);
      expect(await statusBehind(a, `${b}, ${a}`)).toBe(421);
    } finally {
      await proxied.stop();
    }
  });
});

describe.skipIf(!isRedisInstalled)("in the session store that both use", () => {
  const logOut = (origin: string, token: string) =>
    createClient(origin).go(logoutPath, { form: { logout_token: token } });

  /** What a logout token says. It ends all sessions of Ana at acme. */
  const claims = (change: object = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: provider.issuer,
      aud: goodSettings.AUTH_OIDC_ID,
      sub: "ana",
      iat: now,
      exp: now + 120,
      jti: crypto.randomUUID(),
      events: { "http://schemas.openid.net/event/backchannel-logout": {} },
      ...change,
    };
  };

  it("globex takes no ID token that acme's frame has left for its window", async () => {
    const stopAt = (to: URL) => to.origin !== acme && to.origin !== globex;
    const take = async (origin: string, ticket: string) => {
      const client = createClient(origin);
      const page = await client.open(`/sign-in/sign-out?ticket=${ticket}`, { stopAt });
      return page.url.searchParams.get("id_token_hint");
    };
    const ticket = crypto.randomUUID();
    const out = { method: "POST", json: { ticket } };
    expect((await victim.fetch("/api/sign-in/out", out)).status).toBe(204);
    expect(await take(globex, ticket)).toBeNull();
    expect(await take(acme, ticket)).toMatch(/^eyJ/);
  });

  // The last: a sign-in within the same second would be ended too.
  it("globex's provider ends no session of acme", async () => {
    hostile.claims = { ...ana, sub: "ana" };
    await attacker.enter();
    for (const change of [{}, { iss: hostile.issuer }]) {
      const answer = await logOut(acme, jwt(hostile.key, claims(change)));
      expect(answer.status).toBe(400);
    }
    expect(await statusOf(attacker)).toBe(200);
    expect((await logOut(globex, jwt(hostile.key, claims({ iss: hostile.issuer })))).status).toBe(
      200,
    );
    expect(await statusOf(attacker)).toBe(401);
    expect(await statusOf(victim)).toBe(200);
    expect((await logOut(acme, findSigningKey("RS256", 0).sign(claims()))).status).toBe(200);
    expect(await statusOf(victim)).toBe(401);
  });
});
