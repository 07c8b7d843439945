import { generateKeyPairSync } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLogoutToken } from "@/lib/auth/server/logout-token";
import type { Tenant } from "@/lib/tenants/tenant";
import { type IdentityProvider, startIdentityProvider } from "@/simulator/idp";
import { findSigningKey } from "@/simulator/idp/signing-keys";
import { clients } from "@/simulator/tests/idp/clients";
import { testTenant } from "@/tests/mocks/tenant";

const now = () => Math.floor(Date.now() / 1000);
const event = "http://schemas.openid.net/event/backchannel-logout";
let provider: IdentityProvider;
let tenant: Tenant;

beforeAll(async () => {
  provider = await startIdentityProvider({ port: 0, clients });
  tenant = testTenant({ AUTH_OIDC_ISSUER: provider.issuer, AUTH_OIDC_ID: clients.app.id });
});
afterAll(() => provider.close());

/** The claims of a good token, changed; undefined removes a claim. */
function claims(change: Record<string, unknown> = {}) {
  const good = {
    iss: provider.issuer,
    aud: clients.app.id,
    iat: now(),
    exp: now() + 120,
    jti: "jti-1",
    sub: "ana",
    sid: "sid-1",
    events: { [event]: {} },
  };
  return JSON.parse(JSON.stringify({ ...good, ...change }));
}

/** Signed by the provider's own key. */
const signed = (change: Record<string, unknown> = {}) =>
  findSigningKey("RS256", 0).sign(claims(change));
const read = (token: string, at = tenant) => readLogoutToken(at, token);
const refuses = (token: string, reason: string, at = tenant) =>
  expect(read(token, at)).rejects.toMatchObject({ name: "LogoutTokenInvalid", reason });

it.each(["RS256", "PS256", "ES256"] as const)("a token signed with %s is accepted", async (alg) => {
  const token = findSigningKey(alg, 0).sign(claims());
  const { acceptedUntil, ...rest } = await read(token);
  expect(rest).toMatchObject({ jti: "jti-1", sub: "ana", sid: "sid-1" });
  // As long as it can be accepted again: its 300 s, and the tolerance of 30 s for `iat` and for its age.
  expect(acceptedUntil - now()).toBeGreaterThan(355);
  expect(acceptedUntil - now()).toBeLessThanOrEqual(360);
});

it.each([
  ["only a sub", { sid: undefined }],
  ["only a sid", { sub: undefined }],
  ["several audiences", { aud: ["other", clients.app.id] }],
  ["more claims and events", { more: 1, events: { [event]: { more: 1 }, other: {} } }],
  ["a clock 20 s ahead", { iat: now() + 20 }],
])("a token with %s is accepted", async (_, change) => {
  expect(await read(signed(change))).toMatchObject({ jti: "jti-1" });
});

describe("a token is refused", () => {
  it.each([
    ["of another issuer", "iss or typ", { iss: "https://other.example.com" }],
    ["for another client", "aud", { aud: "other" }],
    ["for no client", "aud", { aud: undefined }],
    ["that is old", "iat", { iat: now() - 400 }],
    ["from the future", "iat", { iat: now() + 60 }],
    ["without iat", "iat", { iat: undefined }],
    ["that has expired", "exp", { exp: now() - 60 }],
    ["without exp", "exp", { exp: undefined }],
    ["with a nonce", "nonce", { nonce: "x" }],
    ["with an empty nonce", "nonce", { nonce: null }],
    ["without events", "events", { events: undefined }],
    ["with another event", "events", { events: { other: {} } }],
    ["whose event is no object", "events", { events: { [event]: true } }],
    ["whose events are a text", "events", { events: event }],
    ["without jti", "jti", { jti: undefined }],
    ["whose jti is no text", "jti", { jti: 1 }],
    ["whose jti is empty", "jti", { jti: "" }],
    ["without sub and sid", "sub", { sub: undefined, sid: undefined }],
    ["whose sub is no text", "sub", { sub: ["ana"] }],
    ["whose sid is no text", "sid", { sid: { $ne: "" } }],
    ["whose times are texts", "iat", { iat: `${now()}`, exp: `${now() + 60}` }],
  ])("%s", async (_, reason, change) => {
    await refuses(signed(change), reason);
  });

  it("signed with another key, also one with the id of the provider's", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const kid = (findSigningKey("RS256", 0).publicJwk as { kid: string }).kid;
    const signature = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
    for (const [header, reason] of [
      [{ alg: "RS256", kid }, signature],
      [{ alg: "RS256" }, signature],
      [{ alg: "RS256", kid: "new" }, "ERR_JWKS_NO_MATCHING_KEY"],
    ] as const) {
      const token = await new SignJWT(claims()).setProtectedHeader(header).sign(privateKey);
      await refuses(token, reason);
    }
  });

  it("that brings its own key", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const jwk = publicKey.export({ format: "jwk" });
    const header = { alg: "RS256", jwk, jku: `${provider.issuer}/jwks` };
    const token = await new SignJWT(claims()).setProtectedHeader(header as never).sign(privateKey);
    await refuses(token, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  });

  it("with alg none", async () => {
    await refuses(new UnsecuredJWT(claims()).encode(), "ERR_JOSE_ALG_NOT_ALLOWED");
    const [, payload] = signed().split(".");
    for (const alg of ["none", "None"]) {
      const header = Buffer.from(JSON.stringify({ alg })).toString("base64url");
      await refuses(`${header}.${payload}.`, "ERR_JOSE_ALG_NOT_ALLOWED");
    }
  });

  it("with a symmetric signature by the client's secret or the provider's public key", async () => {
    const jwk = findSigningKey("RS256", 0).publicJwk as { kid: string };
    const secret = tenant.identityProvider.clientSecret.padEnd(32, "x");
    for (const key of [secret, JSON.stringify(jwk)]) {
      const header = { alg: "HS256", kid: jwk.kid };
      const token = new SignJWT(claims()).setProtectedHeader(header);
      await refuses(await token.sign(new TextEncoder().encode(key)), "ERR_JOSE_ALG_NOT_ALLOWED");
    }
  });

  it("whose content was changed", async () => {
    const [header, , signature] = signed().split(".");
    const payload = Buffer.from(JSON.stringify(claims({ sub: "kwame" }))).toString("base64url");
    await refuses(`${header}.${payload}.${signature}`, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  });

  it("of another kind", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const token = new SignJWT(claims()).setProtectedHeader({ alg: "RS256", typ: "at+jwt" });
    await refuses(await token.sign(privateKey), "iss or typ");
  });

  it("at another tenant: one with another client, or another provider", async () => {
    const client = { AUTH_OIDC_ISSUER: provider.issuer, AUTH_OIDC_ID: "globex" };
    await refuses(signed(), "aud", testTenant(client, "globex"));
    const other = await startIdentityProvider({ port: 0, clients });
    const issuer = { AUTH_OIDC_ISSUER: other.issuer, AUTH_OIDC_ID: clients.app.id };
    await refuses(signed(), "iss or typ", testTenant(issuer, "globex"));
    await other.close();
  });

  it.each(["", "x", "a.b.c", "e30.e30.e30", "e30.e30.e30.e30.e30", "..", "\u0000"])(
    "%j",
    async (token) => {
      await refuses(token, "iss or typ");
    },
  );
});

it("an ID token of the provider is no logout token", async () => {
  const { events: _, jti: __, ...idToken } = claims({ nonce: "n" });
  await refuses(findSigningKey("RS256", 0).sign(idToken), "jti");
});

it("a token that the provider's keys cannot check is not called invalid", async () => {
  const { issuer } = provider;
  const dead = await startIdentityProvider({ port: 0, clients });
  const there = testTenant({ AUTH_OIDC_ISSUER: dead.issuer, AUTH_OIDC_ID: clients.app.id });
  await dead.close();
  const token = findSigningKey("RS256", 0).sign(claims({ iss: dead.issuer }));
  await expect(read(token, there)).rejects.not.toMatchObject({ name: "LogoutTokenInvalid" });
  expect(provider.issuer).toBe(issuer);
});
