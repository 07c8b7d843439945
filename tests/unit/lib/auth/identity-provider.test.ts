import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readClaims } from "@/lib/auth/server/claims";
import { authorizationUrl, createChecks, exchange } from "@/lib/auth/server/identity-provider";
import { describeProviderError } from "@/lib/auth/server/provider-error";
import { publicPartOf } from "@/lib/security/client-keys";
import type { Tenant } from "@/lib/tenants/tenant";
import { createClientKey, writeKeySet } from "@/tests/mocks/client-keys";
import { testTenant } from "@/tests/mocks/tenant";
import {
  ana,
  type HostileProvider,
  hmac,
  jwt,
  reply,
  startHostileProvider,
} from "@/tests/security/hostile-provider";

let provider: HostileProvider;
let log: ReturnType<typeof vi.spyOn>;

beforeAll(async () => {
  provider = await startHostileProvider();
});
beforeEach(() => {
  provider.reset();
  provider.requests.length = 0;
  log = vi.spyOn(console, "warn").mockReturnValue();
});
afterAll(() => provider.close());

/** One sign-in at the provider, by an app with these settings that has never asked it before. */
function signIn(settings: Record<string, string> = {}, enough = () => false) {
  return signInAt(testTenant({ AUTH_OIDC_ISSUER: provider.issuer, ...settings }), enough);
}

async function signInAt(tenant: Tenant, enough = () => false) {
  const checks = createChecks();
  const answer = await fetch(await authorizationUrl(tenant, checks), { redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "");
  return exchange(tenant, back.searchParams, checks, enough);
}

it.each([
  ["client_secret_basic", `Basic ${btoa("app:a%2Bb%2Fc%3D%25")}`, null],
  ["client_secret_post", undefined, "a+b/c=%"],
])("the client's secret is sent with %s", async (method, header, secret) => {
  await signIn({ AUTH_OIDC_CLIENT_AUTH: method, AUTH_OIDC_SECRET: "a+b/c=%" });
  const sent = provider.requests.find(({ endpoint }) => endpoint === "token");
  expect(sent?.headers.authorization).toBe(header);
  expect(new URLSearchParams(sent?.body).get("client_secret")).toBe(secret);
});

describe("a provider whose clock is", () => {
  const tolerant = { AUTH_OIDC_CLOCK_TOLERANCE_SECONDS: "120" };
  const now = () => Math.floor(Date.now() / 1000);

  it.each([
    ["90 s ahead", "nbf", 90, () => ({ iat: now() + 90, nbf: now() + 90 })],
    [
      "90 s behind, with tokens of a minute,",
      "exp",
      -90,
      () => ({ iat: now() - 90, exp: now() - 30 }),
    ],
  ])("%s is tolerated where the settings say so, and else named", async (_, claim, skew, times) => {
    provider.claims = { ...ana, ...times() };
    const error = await signIn().catch((thrown: unknown) => thrown);
    const described = describeProviderError(error);
    expect(described).toMatchObject({ code: "OAUTH_JWT_TIMESTAMP_CHECK_FAILED", claim });
    expect(Math.abs(Number(described.clockSkew) - skew)).toBeLessThan(5);
    expect(readClaims(await signIn(tolerant), "groups")).toMatchObject({ name: ana.name });
  });
});

describe("the log names", () => {
  const described = async (settings: Record<string, string> = {}) => {
    const error = await signIn(settings).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return describeProviderError(error);
  };

  it.each<[string, (provider: HostileProvider) => unknown, object]>([
    [
      "a discovery document that is not there",
      ({ answers }) => (answers.discovery = reply(404, "")),
      { code: "OAUTH_RESPONSE_IS_NOT_CONFORM", status: 404 },
    ],
    [
      "what the discovery document lacks",
      (at) => (at.discovery = { jwks_uri: undefined }),
      { message: "the discovery document has no jwks_uri" },
    ],
    [
      "another issuer",
      (at) => (at.discovery = { issuer: "https://other.example.com" }),
      { message: "discovered metadata issuer does not match the expected issuer" },
    ],
    [
      "a missing authorization endpoint",
      (at) => (at.discovery = { authorization_endpoint: undefined }),
      {
        message:
          'authorization server metadata does not contain a valid "as.authorization_endpoint"',
      },
    ],
    [
      "another signing algorithm",
      (at) => (at.idToken = (claims) => jwt(hmac("x"), claims)),
      { code: "OAUTH_INVALID_RESPONSE", message: 'unexpected JWT "alg" header parameter' },
    ],
    [
      "a claim of the wrong type",
      (at) => (at.claims = { ...ana, auth_time: "2020" }),
      { message: 'ID Token "auth_time" (authentication time) must be a number' },
    ],
    [
      "a client that is refused",
      ({ answers }) => (answers.token = reply(400, '{"error":"invalid_client"}')),
      { error: "invalid_client", status: 400 },
    ],
    [
      "a client that is refused with a challenge",
      ({ answers }) => (answers.token = reply(401, "{}", { "www-authenticate": "Basic realm=x" })),
      { status: 401, cause: "OAUTH_WWW_AUTHENTICATE_CHALLENGE" },
    ],
  ])("%s", async (_what, change, fields) => {
    change(provider);
    expect(await described()).toMatchObject(fields);
  });

  it("the values of a sign-in are random, of 43 characters, and the state ends with its mark", () => {
    const [one, other] = [createChecks(), createChecks(".silent")];
    for (const value of [...Object.values(one), other.state.replace(/\.silent$/, "")]) {
      expect(value).toMatch(/^[\w-]{43}$/);
    }
    expect(new Set([...Object.values(one), ...Object.values(other)]).size).toBe(6);
    expect(other.state).toMatch(/\.silent$/);
  });

  it("a provider that cannot be reached", async () => {
    const gone = await startHostileProvider();
    gone.close();
    expect(await described({ AUTH_OIDC_ISSUER: gone.issuer })).toMatchObject({
      cause: "ECONNREFUSED",
    });
  });
});

describe("the userinfo endpoint", () => {
  const { sub } = ana;

  it("completes an ID token that is not enough", async () => {
    provider.claims = { sub };
    expect(readClaims(await signIn(), "groups")).toMatchObject({
      name: ana.name,
      email: ana.email,
    });
  });

  it("is not asked where the ID token is enough, or the provider has none", async () => {
    expect(readClaims(await signIn({}, () => true), "groups")).toMatchObject({ name: ana.name });
    provider.discovery = { userinfo_endpoint: undefined };
    expect(await signIn()).toMatchObject({ idToken: { sub } });
    expect(provider.count("userinfo")).toBe(0);
  });

  it.each([
    ["fails", () => (provider.answers.userinfo = (response) => response.writeHead(500).end())],
    ["is about another agent", () => (provider.userinfo = { ...ana, sub: "another" })],
  ])("that %s completes nothing, and the log says so", async (_what, change) => {
    provider.claims = { sub };
    change();
    expect(readClaims(await signIn(), "groups")).toEqual({ sub });
    expect(String(log.mock.lastCall)).toContain('"event":"sign-in.userinfo-failed"');
  });

  it("that fails is the end of the sign-in where its claims alone count", async () => {
    provider.answers.userinfo = (response) => response.writeHead(500).end();
    await expect(signIn({ AUTH_OIDC_CLAIMS: "userinfo" })).rejects.toThrow();
  });
});

it("what is cached of one tenant's provider is not used for another", async () => {
  const other = await startHostileProvider();
  const [acme, globex] = [provider.issuer, other.issuer].map((AUTH_OIDC_ISSUER) =>
    testTenant({ AUTH_OIDC_ISSUER }),
  );
  if (!acme || !globex) throw new Error("There must be two tenants.");
  for (const tenant of [acme, globex, acme, globex]) await signInAt(tenant);
  expect([provider, other].map(({ count }) => count("discovery"))).toEqual([1, 1]);
  expect([provider, other].map(({ count }) => count("token"))).toEqual([2, 2]);
  other.close();
});

describe("a client with a key", () => {
  const folder = mkdtempSync(join(tmpdir(), "keys-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const [first, second] = [createClientKey("first", "RS256"), createClientKey("second")];

  /** The app's assertion at the token endpoint, whose signature was verified with a key's public part. */
  async function assertionOf(...keys: (typeof first)[]) {
    provider.requests.length = 0;
    const AUTH_OIDC_KEY_FILE = writeKeySet(join(folder, "keys.json"), ...keys);
    const tenant = testTenant({
      AUTH_OIDC_ISSUER: provider.issuer,
      AUTH_OIDC_CLIENT_AUTH: "private_key_jwt",
      AUTH_OIDC_SECRET: "",
      AUTH_OIDC_KEY_FILE,
    });
    await signInAt(tenant);
    const sent = provider.requests.find(({ endpoint }) => endpoint === "token");
    const form = new URLSearchParams(sent?.body);
    expect(sent?.headers.authorization).toBeUndefined();
    expect(form.get("client_secret")).toBeNull();
    expect(form.get("client_assertion_type")).toBe(
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    );
    const published = tenant.identityProvider.clientKeys.map(publicPartOf);
    return verifyAssertion(form.get("client_assertion") ?? "", published);
  }

  function verifyAssertion(assertion: string, published: ReturnType<typeof publicPartOf>[]) {
    const [header = "", payload = "", signature = ""] = assertion.split(".");
    const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    const jwk = published.find(({ kid }) => kid === read(header).kid);
    const key = createPublicKey({ key: { ...jwk }, format: "jwk" });
    const isSigned = verify(
      "sha256",
      Buffer.from(`${header}.${payload}`),
      { key, dsaEncoding: "ieee-p1363" },
      Buffer.from(signature, "base64url"),
    );
    expect(isSigned).toBe(true);
    return { protectedHeader: read(header), payload: read(payload) };
  }

  it("signs an assertion for this provider, good for a minute and once", async () => {
    const { payload, protectedHeader } = await assertionOf(first);
    expect(protectedHeader).toEqual({ alg: "RS256", kid: "first" });
    expect(payload).toMatchObject({ iss: "app", sub: "app", aud: provider.issuer });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(60);
    expect((await assertionOf(first)).payload.jti).not.toBe(payload.jti);
  });

  it("signs with the first key while both are published", async () => {
    expect((await assertionOf(first, second)).protectedHeader.kid).toBe("first");
    expect((await assertionOf(second, first)).protectedHeader.kid).toBe("second");
  });
});
