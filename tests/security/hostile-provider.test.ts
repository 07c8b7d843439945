import { describe } from "vitest";
import { createChallenge } from "../../lib/auth/challenge";
import { clientSecret } from "./app";
import { expect, type Site, test } from "./fixtures";
import {
  ana,
  type Behaviour,
  type Claims,
  createKey,
  type HostileProvider,
  hmac,
  jwt,
  redirect,
  reply,
} from "./hostile-provider";

const enters = { id: ana.sub, name: ana.name, email: ana.email, roles: [] };
const refused = "identity-provider";

const stranger = createKey("RS256", "stranger");

const fromUserinfo = { AUTH_OIDC_CLAIMS: "userinfo" };
const page = reply(200, "<h1>Maintenance</h1>", { "content-type": "text/html" });

/** The same outcome for each: a comparison with it shows every one that differs. */
function all(names: string[], outcome: unknown) {
  return Object.fromEntries(names.map((name) => [name, outcome]));
}

/** Changes the provider's ID token after it is made. */
function tampered(provider: HostileProvider, change: (parts: string[]) => string[]) {
  return (claims: Claims) => change(jwt(provider.key, claims).split(".")).join(".");
}

describe("an ID token's signature", () => {
  const forgeries: Record<string, (provider: HostileProvider) => Behaviour["idToken"]> = {
    "of another key under the right kid": ({ key }) => {
      return (claims) => jwt({ ...stranger, header: key.header }, claims);
    },
    "of a key that is not published": () => (claims) => jwt(stranger, claims),
    "of a key in the token's own header": ({ key }) => {
      return (claims) => jwt({ ...stranger, header: { ...key.header, jwk: stranger.jwk } }, claims);
    },
    "that is garbage": (provider) => tampered(provider, ([a = "", b = ""]) => [a, b, "Z2FyYmFnZQ"]),
    "that is empty": (provider) => tampered(provider, ([a = "", b = ""]) => [a, b, ""]),
    "over other claims": (provider) => {
      const other = Buffer.from(JSON.stringify({ sub: "root" })).toString("base64url");
      return tampered(provider, ([a = "", , c = ""]) => [a, other, c]);
    },
    "by the algorithm none": () => (claims) =>
      jwt({ header: { alg: "none" }, sign: () => "" }, claims),
    "by HS256 with the client's secret": () => (claims) => jwt(hmac(clientSecret), claims),
    "by HS256 with the public key as the secret": ({ key }) => {
      return (claims) => jwt(hmac(key.pem, "first"), claims);
    },
    "by HS256 with a published secret": ({ published }) => {
      const k = Buffer.from("not much of a secret").toString("base64url");
      published.push({ kty: "oct", kid: "shared", k });
      return (claims) => jwt(hmac("not much of a secret", "shared"), claims);
    },
  };
  test.for(Object.entries(forgeries))("%s is refused", async ([, forge], { site }) => {
    site.provider.idToken = forge(site.provider);
    expect(await site.app.client().enter()).toBe(refused);
  });

  test("that is forged is refused where discovery lists every algorithm", async ({ open }) => {
    const { provider, app } = await open();
    const found: Record<string, unknown> = {};
    for (const [name, forge] of Object.entries(forgeries)) {
      provider.reset();
      const every = ["RS256", "ES256", "PS256", "HS256", "none"];
      provider.discovery = { id_token_signing_alg_values_supported: every };
      provider.idToken = forge(provider);
      found[name] = await app.client().enter();
    }
    expect(found).toEqual(all(Object.keys(forgeries), refused));
  });

  // Each a new key in the place of the last one: keys are replaced without notice.
  const algorithms = ["RS256", "PS256", "ES256"] as const;
  test.for(algorithms)(
    "by a new %s key is accepted as soon as it is published",
    async (alg, { site: { provider, app } }) => {
      expect(await app.client().enter()).toEqual(enters);
      const key = createKey(alg, `new ${alg}`);
      provider.published = [key.jwk];
      provider.idToken = (claims) => jwt(key, claims);
      expect(await app.client().enter()).toEqual(enters);

      // A token need not name the key where there is but one.
      provider.idToken = (claims) => jwt({ ...key, header: { alg } }, claims);
      expect(await app.client().enter()).toEqual(enters);
    },
  );

  test("is accepted beside published keys that nobody can use", async ({ site }) => {
    const { provider, app } = site;
    const key = createKey("RS256", "right");
    const encryption = { ...stranger.jwk, kid: "right", use: "enc" };
    provider.published = [{ kty: "future", kid: "right" }, encryption, key.jwk];
    provider.idToken = (claims) => jwt(key, claims);
    expect(await app.client().enter()).toEqual(enters);
  });
});

describe("an ID token", () => {
  const hour = 3_600;
  const now = Math.floor(Date.now() / 1000);
  const wrong: [string, Claims][] = [
    ["of another issuer", { iss: "https://login.example.com" }],
    ["without an issuer", { iss: undefined }],
    ["for another app", { aud: "another-app" }],
    ["for no app", { aud: undefined }],
    ["for another app too, and not meant for this one", { aud: ["app", "other"], azp: "other" }],
    ["that has expired", { exp: now - hour }],
    ["without an end", { exp: undefined }],
    ["whose end is a text", { exp: `${now + hour}` }],
    ["without a beginning", { iat: undefined }],
    ["that is not valid yet", { nbf: now + hour }],
    ["of another sign-in", { nonce: "A".repeat(43) }],
    ["of no sign-in", { nonce: undefined }],
    ["of nobody", { sub: undefined }],
    ["of an empty name", { sub: "" }],
    ["of a number", { sub: 7 }],
    ["of a list", { sub: [ana.sub] }],
  ];
  test.for(wrong)("%s is refused", async ([, claims], { site: { provider, app } }) => {
    provider.claims = { ...ana, ...claims };
    expect(await app.client().enter()).toBe(refused);
  });

  test("that is not there is refused", async ({ site: { provider, app } }) => {
    provider.tokens = { id_token: undefined };
    expect(await app.client().enter()).toBe(refused);
  });

  test("that is no token is refused", async ({ site: { provider, app } }) => {
    for (const idToken of ["", "x", "a.b.c", "e30.e30.", 7, null, {}]) {
      provider.tokens = { id_token: idToken };
      expect(await app.client().enter(), JSON.stringify(idToken)).toBe(refused);
    }
  });

  test("of another agent than userinfo's is refused", async ({ open }) => {
    const { provider, app } = await open({ settings: fromUserinfo });
    expect(await app.client().enter()).toEqual(enters);
    provider.userinfo = { ...ana, sub: "another" };
    expect(await app.client().enter()).toBe(refused);
  });
});

describe("a discovery document", () => {
  // Each with an app of its own, which may remember what it was told.
  const broken: [string, Partial<Behaviour>][] = [
    ["of another issuer", { discovery: { issuer: "http://127.0.0.1:4001" } }],
    ["without an authorization endpoint", { discovery: { authorization_endpoint: undefined } }],
    ["whose authorization endpoint is no URL", { discovery: { authorization_endpoint: "here" } }],
    [
      "whose authorization endpoint is a script",
      { discovery: { authorization_endpoint: "javascript:alert(1)" } },
    ],
    ["without a token endpoint", { discovery: { token_endpoint: undefined } }],
    ["whose token endpoint is a number", { discovery: { token_endpoint: 7 } }],
    ["without keys", { discovery: { jwks_uri: undefined } }],
    ["that is a page", { answers: { discovery: page } }],
    ["that is null", { answers: { discovery: reply(200, "null") } }],
    ["that is not there", { answers: { discovery: reply(503, "") } }],
  ];
  test.for(broken)("%s is refused", async ([, behaviour], { open }) => {
    const { provider, app } = await open();
    Object.assign(provider, behaviour);
    expect(await app.client().enter()).toBe(refused);
    expect(await app.client().enter({ silent: true })).toBe(refused);
  });

  test("at another address is not requested", async ({ open, site: elsewhere }) => {
    const { provider, app } = await open();
    const address = `${elsewhere.provider.issuer}/.well-known/openid-configuration`;
    provider.answers.discovery = redirect(address);
    const before = elsewhere.provider.requests.length;
    expect(await app.client().enter()).toBe(refused);
    expect(elsewhere.provider.requests.length).toBe(before);
  });

  test("that names no algorithms means RS256", async ({ open }) => {
    const { provider, app } = await open();
    provider.discovery = { id_token_signing_alg_values_supported: undefined };
    expect(await app.client().enter()).toEqual(enters);
  });

  const http = [
    ["authorization_endpoint", "/authorize"],
    ["token_endpoint", "/token"],
    ["jwks_uri", "/jwks"],
    ["userinfo_endpoint", "/userinfo"],
  ] as const;
  test.for(http)(
    "of an https issuer with an http %s is refused",
    async ([name, path], { open, certificate }) => {
      const { provider, app } = await open({ certificate, settings: fromUserinfo });
      provider.discovery = { [name]: `${provider.plainOrigin}${path}` };
      expect(await app.client().enter()).toBe(refused);
      expect(provider.requests.filter(({ encrypted }) => !encrypted)).toEqual([]);
    },
  );

  test("of an https issuer is accepted", async ({ open, certificate }) => {
    const { app } = await open({ certificate, settings: fromUserinfo });
    expect(await app.client().enter()).toEqual(enters);
  });
});

test("a provider that breaks after discovery makes the sign-in fail until it is fixed", async ({
  open,
  site: elsewhere,
}) => {
  const { provider, app } = await open({ settings: fromUserinfo });
  const before = elsewhere.provider.requests.length;
  const answers = {
    "a page": page,
    null: reply(200, "null"),
    "an error": reply(500, ""),
    "a refusal": reply(400, '{"error":"invalid_grant"}'),
  };
  const found: Record<string, unknown> = {};
  for (const endpoint of ["token", "jwks", "userinfo"] as const) {
    const moved = redirect(`${elsewhere.provider.issuer}/${endpoint}`, 307);
    for (const [name, answer] of Object.entries({ ...answers, "a redirect": moved })) {
      // A key that the app has not seen, so that it asks for it.
      const key = createKey("ES256", `${endpoint} ${name}`);
      provider.published = [key.jwk];
      provider.idToken = (claims) => jwt(key, claims);
      provider.answers = { [endpoint]: answer };
      found[`${name} for ${endpoint}`] = await app.client().enter();
      provider.answers = {};
      await expect.poll(() => app.client().enter(), { timeout: 10_000 }).toEqual(enters);
    }
  }
  expect(found).toEqual(all(Object.keys(found), refused));
  expect(elsewhere.provider.requests.length).toBe(before);
});

test("a window that was cut off and refused leaves word of it, for its own frame, once", async ({
  open,
}) => {
  const settings = { AUTH_ALLOWED_GROUPS: "agents", AUTH_ALLOWED_EVERYONE: "" };
  const { app } = await open({ settings });
  const client = app.client();
  const { verifier } = await client.signIn();
  const sibling = await createChallenge();
  expect((await client.redeem(sibling.verifier)).status).toBe(202);
  const told = await client.redeem(verifier);
  expect([told.status, JSON.parse(told.body)]).toEqual([400, { reason: "not-allowed" }]);
  expect((await client.redeem(verifier)).status).toBe(202);
});

describe("a silent request that the provider has kept", () => {
  /** The address of a silent request, whose frame has gone since: its cookie is in another partition. */
  async function giveUp({ provider, app }: Site) {
    const frame = app.client();
    provider.answers.authorization = reply(200, "<h1>Sign in</h1>");
    const { url } = await frame.signIn({ silent: true });
    provider.answers = {};
    return url;
  }

  /** The provider answers that request in place of the next one, and then those that come, or `always` that one. */
  function resume({ provider }: Site, { searchParams: kept }: URL, always = false) {
    const back = new URL(kept.get("redirect_uri") ?? "");
    back.search = `${new URLSearchParams({ code: "kept", state: kept.get("state") ?? "" })}`;
    provider.answers.authorization = (response) => {
      if (!always) provider.answers = {};
      redirect(back.href)(response);
    };
    return back;
  }

  test("and resumes in a window is passed over, and the window signs in", async ({ site }) => {
    resume(site, await giveUp(site));
    expect(await site.app.client().enter()).toEqual(enters);
    expect(site.app.output()).toContain('"event":"sign-in.silent-resumed","restarted":"yes"');
  });

  test("and resumes for ever ends at a page, and in no loop", async ({ site }) => {
    resume(site, await giveUp(site), true);
    expect(await site.app.client().enter()).toMatch(/^200 at /);
  });

  test("and resumes where no sign-in was begun gives no code, and blames nobody", async ({
    site,
  }) => {
    const back = resume(site, await giveUp(site));
    const page = await site.app.client().open(back.pathname + back.search);
    expect(page.message).toBeNull();
    expect(page.body).toContain("the wrong page");
    expect(site.app.output()).toContain('"event":"sign-in.silent-resumed","restarted":"no"');
  });
});

describe("claims that are", () => {
  const { sub, preferred_username, email } = ana;
  const malformed = [[email], { value: email }, 7, true, null, "", "  "];
  /** Claims, and what the agent is called then. */
  const cases: [Claims, { name?: string; email?: string | null }][] = [
    ...malformed.map((value): [Claims, object] => [{ email: value }, { email: null }]),
    ...malformed.map((value): [Claims, object] => [{ name: value }, { name: preferred_username }]),
    [{ name: "", preferred_username: " " }, { name: email }],
    [{ name: undefined, preferred_username: [] }, { name: email }],
    [
      { name: "", preferred_username: "", email: "" },
      { name: sub, email: null },
    ],
    [
      { name: 1, preferred_username: {}, email: ["x"] },
      { name: sub, email: null },
    ],
    ...[null, [null], {}, 7, [["agents"]], ""].map((groups): [Claims, object] => [{ groups }, {}]),
    ...[[], "maybe", 1, null].map((value): [Claims, object] => [{ email_verified: value }, {}]),
    ...[[], {}, 7, ""].map((tid): [Claims, object] => [{ tid }, {}]),
    [{ picture: 7, locale: [], address: "x", updated_at: {} }, {}],
  ];
  test("malformed or empty count as absent in the ID token", async ({
    site: { provider, app },
  }) => {
    const found: unknown[] = [];
    for (const [claims] of cases) {
      provider.claims = { ...ana, ...claims };
      provider.userinfo = provider.claims;
      found.push([claims, await app.client().enter()]);
    }
    expect(found).toEqual(cases.map(([claims, agent]) => [claims, { ...enters, ...agent }]));
  });

  test("malformed or empty count as absent in userinfo", async ({ open }) => {
    const { provider, app } = await open({ settings: fromUserinfo });
    const found: unknown[] = [];
    for (const [claims] of cases) {
      provider.userinfo = { ...ana, ...claims };
      found.push([claims, await app.client().enter()]);
    }
    expect(found).toEqual(cases.map(([claims, agent]) => [claims, { ...enters, ...agent }]));
  });

  test("missing in the ID token are userinfo's, if it is about the same agent", async ({
    site,
  }) => {
    const { provider, app } = site;
    provider.claims = { sub };
    expect(await app.client().enter()).toEqual(enters);
    provider.userinfo = { ...ana, sub: "another" };
    expect(await app.client().enter()).toEqual({ id: sub, name: sub, email: null, roles: [] });
  });

  test("malformed let nobody in who is in no list", async ({ open }) => {
    const settings = { AUTH_ALLOWED_GROUPS: "agents", AUTH_ALLOWED_EVERYONE: "" };
    const { provider, app } = await open({ settings });
    for (const groups of [null, {}, { 0: "agents" }, 7, "", [], [["agents"]], { agents: true }]) {
      provider.claims = { ...ana, groups };
      expect(await app.client().enter(), JSON.stringify(groups)).toBe("not-allowed");
    }
    provider.claims = { ...ana, groups: "agents" };
    expect(await app.client().enter()).toEqual(enters);
  });
});
