import { spawnSync } from "node:child_process";
import * as oidc from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultQuirks, type IdentityProvider, startIdentityProvider } from "../../idp/index";
import { type Answer, Browser } from "./browser";
import { clients, workspaceOrigin } from "./clients";

const verifier = oidc.randomPKCECodeVerifier();
const challenge = await oidc.calculatePKCECodeChallenge(verifier);

let idp: IdentityProvider;
let browser: Browser;

beforeAll(async () => {
  idp = await startIdentityProvider({ port: 0, clients });
});
beforeEach(() => {
  idp.quirks.set(defaultQuirks);
  browser = new Browser(idp.issuer);
});
afterAll(() => idp.close());

describe("discovery", () => {
  it("names the issuer, PKCE, the scopes and the logout endpoint", async () => {
    const response = await fetch(`${idp.issuer}/.well-known/openid-configuration`);

    expect(idp.issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await response.json()).toMatchObject({
      issuer: idp.issuer,
      code_challenge_methods_supported: ["S256"],
      id_token_signing_alg_values_supported: ["RS256", "PS256", "ES256"],
      scopes_supported: ["openid", "profile", "email", "groups"],
      end_session_endpoint: `${idp.issuer}/session/end`,
    });
  });
});

describe("signing in", () => {
  it("takes the right password after a wrong one, and keeps the username in between", async () => {
    const login = await browser.go(authorizationUrl());
    const wrong = await browser.submit(login, { username: "kwame", password: "guess" });
    expect(wrong.html).toContain("Wrong username or password");
    expect(wrong.html).toContain('name="username" value="kwame"');

    const back = await browser.submit(wrong, { username: "kwame", password: "workspace" });
    expect(back.url.origin + back.url.pathname).toBe("http://localhost:3000/callback");
  });

  it("puts the agent's profile, e-mail and groups into the ID token", async () => {
    const config = await oidc.discovery(
      new URL(idp.issuer),
      clients.app.id,
      clients.app.secret,
      oidc.ClientSecretBasic(clients.app.secret),
      { execute: [oidc.allowInsecureRequests] },
    );
    const back = await signIn(authorizationUrl({ nonce: "n-1", state: "s-1" }));
    const tokens = await oidc.authorizationCodeGrant(config, back.url, {
      pkceCodeVerifier: verifier,
      expectedNonce: "n-1",
      expectedState: "s-1",
    });

    expect(tokens.claims()).toMatchObject({
      iss: idp.issuer,
      aud: "app",
      sub: "kwame",
      name: "Kwame Mensah",
      preferred_username: "kwame",
      email: "kwame@example.com",
      email_verified: true,
      groups: ["contact-centre", "supervisors"],
    });
    const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, "kwame");
    expect(userinfo.groups).toEqual(["contact-centre", "supervisors"]);
  });

  it("takes one click on a test agent", async () => {
    const login = await browser.go(authorizationUrl());
    expect(login.html.match(/name="agent"/g)).toHaveLength(3);

    const back = await browser.submit(login, { agent: "mei" });
    expect(back.url.searchParams.has("code")).toBe(true);
  });

  it("shows no login page to an agent who is signed in, for either client", async () => {
    await signIn(authorizationUrl());
    const app = await browser.go(authorizationUrl());
    const workspace = await browser.go(authorizationUrl(workspaceRequest));

    expect(app.url.searchParams.has("code")).toBe(true);
    expect(workspace.url.searchParams.has("code")).toBe(true);
  });

  it.each(["login", "select_account"])(
    "shows the login page again for prompt=%s",
    async (prompt) => {
      await signIn(authorizationUrl());
      const login = await browser.go(authorizationUrl({ prompt }));
      expect(login.html).toContain("Sign in as a test agent");

      const back = await browser.submit(login, { agent: "kwame" });
      expect(back.url.searchParams.has("code")).toBe(true);
    },
  );

  it("shows no page for prompt=consent when the agent is signed in", async () => {
    await signIn(authorizationUrl());
    const back = await browser.go(authorizationUrl({ prompt: "consent" }));
    expect(back.url.searchParams.has("code")).toBe(true);
  });

  it("sends access_denied to the client when the agent cancels", async () => {
    const back = await browser.submit(await browser.go(authorizationUrl()), { cancel: "yes" });
    expect(back.url.searchParams.get("error")).toBe("access_denied");
  });

  it("never stores the login page, and escapes what was typed", async () => {
    const login = await browser.go(authorizationUrl({ login_hint: '"><b>' }));
    expect(login.headers.get("cache-control")).toBe("no-store");
    expect(login.html).toContain('value="&#34;&#62;&#60;b&#62;"');
  });

  it("explains a login page that is over", async () => {
    const stale = await browser.go(`${idp.issuer}/interaction/unknown`);
    expect(stale.status).toBe(400);
    expect(stale.html).toContain("This sign-in is over");
  });
});

describe("prompt=none", () => {
  it("returns login_required without a session", async () => {
    expect(await silentError()).toBe("login_required");
  });

  it("returns a code with a session", async () => {
    await signIn(authorizationUrl());
    const back = await browser.go(authorizationUrl({ prompt: "none" }));
    expect(back.url.searchParams.has("code")).toBe(true);
  });
});

describe("clients", () => {
  it("must use PKCE when they have no secret", async () => {
    const back = await browser.go(
      authorizationUrl({
        ...workspaceRequest,
        code_challenge: undefined,
        code_challenge_method: undefined,
      }),
    );
    expect(back.url.searchParams.get("error")).toBe("invalid_request");
  });

  it("read the token and userinfo endpoints by CORS from the workspace's origin only", async () => {
    await signIn(authorizationUrl());
    const foreign = await redeemAsWorkspace("http://elsewhere.localhost:4000");
    expect(foreign.status).toBe(400);
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();

    const token = await redeemAsWorkspace(workspaceOrigin);
    expect(token.headers.get("access-control-allow-origin")).toBe(workspaceOrigin);
    const { access_token } = await token.json();

    const userinfo = await fetch(`${idp.issuer}/me`, {
      headers: { authorization: `Bearer ${access_token}`, origin: workspaceOrigin },
    });
    expect(userinfo.headers.get("access-control-allow-origin")).toBe(workspaceOrigin);
    expect(await userinfo.json()).toMatchObject({ sub: "kwame" });
  });

  it("that are unknown get a page that names them", async () => {
    const page = await browser.go(authorizationUrl({ client_id: "nobody" }));
    expect(page.status).toBe(400);
    expect(page.html).toContain("No client <code>nobody</code> is registered here");
  });

  it("that ask for an unregistered address get a page with both addresses", async () => {
    const page = await browser.go(authorizationUrl({ redirect_uri: "http://127.0.0.1:3000/x" }));
    expect(page.status).toBe(400);
    expect(page.html).toContain("http://127.0.0.1:3000/x");
    expect(page.html).toContain("http://localhost:3000/callback");
  });
});

describe("logout", () => {
  it("ends the session and returns to the client", async () => {
    await signIn(authorizationUrl());
    const page = await browser.go(
      `${idp.issuer}/session/end?${new URLSearchParams({
        client_id: "app",
        post_logout_redirect_uri: "http://localhost:3000/",
      })}`,
    );
    const xsrf = page.html.match(/name="xsrf" value="(\w+)"/)?.[1] ?? "";
    const back = await browser.go(`${idp.issuer}/session/end/confirm`, { xsrf, logout: "yes" });

    expect(back.url.href).toBe("http://localhost:3000/");
    expect(await silentError()).toBe("login_required");
  });
});

describe("quirks", () => {
  it.each(["same-origin", "same-origin-allow-popups"] as const)(
    "coop %s is on pages and on redirects",
    async (coop) => {
      idp.quirks.set({ coop });
      for (const answer of await pageAndRedirect()) {
        expect(answer.headers.get("cross-origin-opener-policy")).toBe(coop);
      }
    },
  );

  it("frameOptions deny is on pages and on redirects", async () => {
    idp.quirks.set({ frameOptions: "deny" });
    for (const answer of await pageAndRedirect()) {
      expect(answer.headers.get("x-frame-options")).toBe("DENY");
    }
  });

  it("leave both headers away by default", async () => {
    for (const { headers } of await pageAndRedirect()) {
      expect(headers.has("cross-origin-opener-policy")).toBe(false);
      expect(headers.has("x-frame-options")).toBe(false);
    }
  });

  it.each([
    ["none", /; Secure; SameSite=None$/],
    ["lax", /; Secure; SameSite=Lax$/],
  ] as const)("cookieSameSite %s is on every cookie, once", async (cookieSameSite, ending) => {
    idp.quirks.set({ cookieSameSite });
    await signIn(authorizationUrl());
    expect(browser.setCookies.length).toBeGreaterThan(3);
    for (const cookie of browser.setCookies) {
      expect(cookie).toMatch(ending);
      expect(cookie.match(/samesite/gi)).toHaveLength(1);
    }
  });

  it("cookieSameSite lax ends silent sign-in in frames that hold older cookies", async () => {
    const frame = { "sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe" };
    const popup = { "sec-fetch-site": "cross-site", "sec-fetch-dest": "document" };
    await signIn(authorizationUrl());
    expect(await silentError(frame)).toBeNull();

    idp.quirks.set({ cookieSameSite: "lax" });
    expect(await silentError(frame)).toBe("login_required");
    expect(await silentError(popup)).toBeNull();
  });

  it("delayMs delays every response except /quirks", async () => {
    idp.quirks.set({ delayMs: 300 });
    expect(await duration(() => fetch(`${idp.issuer}/jwks`))).toBeGreaterThanOrEqual(295);
    expect(await duration(() => fetch(`${idp.issuer}/quirks`))).toBeLessThan(200);
  });

  it("down returns 503 in plain text, except at /quirks", async () => {
    idp.quirks.set({ down: true });
    const answer = await fetch(`${idp.issuer}/.well-known/openid-configuration`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-type")).toBe("text/plain");
    expect((await fetch(`${idp.issuer}/quirks`)).status).toBe(200);
  });

  it.each(["login_required", "consent_required"] as const)(
    "silent %s answers prompt=none in spite of a session, and nothing else",
    async (silent) => {
      await signIn(authorizationUrl());
      idp.quirks.set({ silent });
      expect(await silentError()).toBe(silent);
      const back = await browser.go(authorizationUrl());
      expect(back.url.searchParams.has("code")).toBe(true);
    },
  );

  it("deny returns access_denied with and without a session", async () => {
    idp.quirks.set({ deny: true });
    const before = await browser.go(authorizationUrl({ state: "s-1" }));
    expect(before.url.searchParams.get("error")).toBe("access_denied");
    expect(before.url.searchParams.get("state")).toBe("s-1");

    idp.quirks.set({ deny: false });
    await signIn(authorizationUrl());
    idp.quirks.set({ deny: true });
    expect(await silentError()).toBe("access_denied");
  });

  it("silent page answers prompt=none with a page of the provider", async () => {
    await signIn(authorizationUrl());
    idp.quirks.set({ silent: "page" });
    const page = await browser.go(authorizationUrl({ prompt: "none" }));
    expect([page.url.origin, page.status]).toEqual([idp.issuer, 400]);
    expect((await browser.go(authorizationUrl())).url.searchParams.has("code")).toBe(true);
  });

  it("silent unanswered leaves prompt=none without an answer", async () => {
    idp.quirks.set({ silent: "unanswered" });
    const signal = AbortSignal.timeout(300);
    const asked = fetch(authorizationUrl({ prompt: "none" }), { redirect: "manual", signal });
    await expect(asked).rejects.toThrow("timeout");
    expect((await fetch(authorizationUrl(), { redirect: "manual" })).status).toBe(303);
  });

  it("resumesSilent answers a kept prompt=none in place of the next login, once", async () => {
    idp.quirks.set({ resumesSilent: true });
    await browser.go(authorizationUrl({ prompt: "none", state: "kept" }));
    const first = await signIn(authorizationUrl({ state: "window" }));
    expect(first.url.searchParams.get("state")).toBe("kept");
    expect(first.url.searchParams.has("code")).toBe(true);
    const second = await browser.go(authorizationUrl({ state: "window" }));
    expect(second.url.searchParams.get("state")).toBe("window");
  });

  it("selectAccount is ignored with a session, or refused", async () => {
    await signIn(authorizationUrl());
    const ask = () => browser.go(authorizationUrl({ prompt: "select_account" }));
    idp.quirks.set({ selectAccount: "ignored" });
    expect((await ask()).url.searchParams.has("code")).toBe(true);
    idp.quirks.set({ selectAccount: "refused" });
    expect((await ask()).url.searchParams.get("error")).toBe("invalid_request");
  });

  it("signOutNeedsHint refuses a sign-out without an ID token", async () => {
    await signIn(authorizationUrl());
    idp.quirks.set({ signOutNeedsHint: true });
    const page = await browser.go(`${idp.issuer}/session/end?client_id=app`);
    expect(page.html).toContain("id_token_hint is missing");
    expect(await silentError()).toBeNull();
  });

  it("signOutIgnored shows a page and ends nothing", async () => {
    await signIn(authorizationUrl());
    idp.quirks.set({ signOutIgnored: true });
    const page = await browser.go(`${idp.issuer}/session/end?client_id=app`);
    expect(page.html).toContain("You are signed out");
    expect(await silentError()).toBeNull();
  });

  it("thinIdToken leaves all but the subject to userinfo", async () => {
    idp.quirks.set({ thinIdToken: true });
    const { claims, userinfo } = await exchange(oidc.ClientSecretBasic(clients.app.secret));
    expect(claims).toMatchObject({ sub: "kwame" });
    expect(claims).not.toHaveProperty("name");
    expect(userinfo).toMatchObject({ name: "Kwame Mensah", email: "kwame@example.com" });
  });

  it("clockAhead moves the times of the ID token", async () => {
    const basic = oidc.ClientSecretBasic(clients.app.secret);
    idp.quirks.set({ clockAhead: 90 });
    await expect(exchange(basic)).rejects.toMatchObject({
      code: "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
    });
    const { claims } = await exchange(basic, 120);
    expect(claims?.nbf).toBe(claims?.iat);
    expect(Number(claims?.iat) - Date.now() / 1000).toBeGreaterThan(80);
  });

  it.each(["RS256", "PS256", "ES256"] as const)(
    "signingAlg %s and signingKey sign with a key that alone is published",
    async (signingAlg) => {
      const basic = oidc.ClientSecretBasic(clients.app.secret);
      idp.quirks.set({ signingAlg, signingKey: 1 });
      const published = async () => (await fetch(`${idp.issuer}/jwks`)).json();
      const { keys } = await published();
      expect(keys).toMatchObject([{ alg: signingAlg, use: "sig" }]);
      expect(keys[0]).not.toHaveProperty("d");
      expect((await exchange(basic)).claims).toMatchObject({ sub: "kwame" });
      idp.quirks.set({ signingKey: 2 });
      expect((await published()).keys[0].kid).not.toBe(keys[0].kid);
      expect((await exchange(basic)).claims).toMatchObject({ sub: "kwame" });
    },
  );

  it("clientAuth takes the secret in one way", async () => {
    const encoded = oidc.ClientSecretBasic(clients.app.secret);
    const post = oidc.ClientSecretPost(clients.app.secret);
    const raw: oidc.ClientAuth = (_server, { client_id }, _body, headers) =>
      headers.set("authorization", `Basic ${btoa(`${client_id}:${clients.app.secret}`)}`);
    const takes = async (auth: oidc.ClientAuth) =>
      exchange(auth).then(
        () => true,
        () => false,
      );
    const taken: Record<string, boolean[]> = {};
    for (const clientAuth of ["normal", "basic_undecoded", "post_only"] as const) {
      idp.quirks.set({ clientAuth });
      taken[clientAuth] = [await takes(encoded), await takes(raw), await takes(post)];
    }
    expect(taken).toEqual({
      normal: [true, true, true],
      // The secret has hyphens, which openid-client encodes.
      basic_undecoded: [false, true, true],
      post_only: [false, false, true],
    });
  });

  it("given at the start are on", async () => {
    const other = await startIdentityProvider({ port: 0, clients, quirks: { down: true } });
    expect((await fetch(`${other.issuer}/jwks`)).status).toBe(503);
    await other.close();
  });

  it("refuse a bad value in code too, and stay as they were", () => {
    expect(() => idp.quirks.set({ delayMs: -1 })).toThrow("delayMs");
    expect(idp.quirks.get()).toEqual(defaultQuirks);
  });
});

describe("the server", () => {
  it("rejects with Node's own error when the port is taken", async () => {
    const port = Number(new URL(idp.issuer).port);
    await expect(startIdentityProvider({ port, clients })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });

  it("names a client that is registered wrongly, and frees the port", async () => {
    const first = await startIdentityProvider({ port: 0, clients });
    const port = Number(new URL(first.issuer).port);
    await first.close();

    const app = { ...clients.app, redirectUris: ["http://localhost:3000/#callback"] };
    const start = startIdentityProvider({ port, clients: { ...clients, app } });
    await expect(start).rejects.toThrow("client app: redirect_uris must not contain fragments");
    await (await startIdentityProvider({ port, clients })).close();
  });

  it("closes at once despite an idle connection and a delayed response", async () => {
    const other = await startIdentityProvider({ port: 0, clients });
    await fetch(`${other.issuer}/jwks`);
    other.quirks.set({ delayMs: 60_000 });
    const dropped = expect(fetch(`${other.issuer}/jwks`)).rejects.toThrow();
    await new Promise((arrived) => setTimeout(arrived, 100));
    expect(await duration(() => other.close())).toBeLessThan(500);
    await dropped;
  });

  it.runIf(process.platform === "linux")("listens on 127.0.0.1 only", async () => {
    const elsewhere = idp.issuer.replace("127.0.0.1", "127.0.0.2");
    await expect(fetch(`${elsewhere}/jwks`)).rejects.toThrow();
  });

  it("prints nothing when it starts, responds and stops", () => {
    const script = `
      const { info, warn } = console;
      const { startIdentityProvider } = await import("./simulator/idp/index.ts");
      const idp = await startIdentityProvider({ port: 0, clients: ${JSON.stringify(clients)} });
      await fetch(idp.issuer + "/auth?client_id=app&response_type=code&scope=openid");
      await fetch(idp.issuer + "/session/end");
      await idp.close();
      console.warn(console.info === info && console.warn === warn ? "restored" : "replaced");`;
    const args = ["--import", "tsx", "--input-type=module", "--eval", script];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stdout).toBe("");
    expect(stderr).toBe("restored\n");
  });
});

type Parameters = Record<string, string | undefined>;

const workspaceRequest: Parameters = {
  client_id: "workspace",
  redirect_uri: `${workspaceOrigin}/callback`,
};

function authorizationUrl(parameters: Parameters = {}): string {
  const url = new URL(`${idp.issuer}/auth`);
  const all: Parameters = {
    client_id: "app",
    response_type: "code",
    scope: "openid profile email groups",
    redirect_uri: "http://localhost:3000/callback",
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

async function signIn(url: string): Promise<Answer> {
  return browser.submit(await browser.go(url), { username: "kwame", password: "workspace" });
}

/** The error that prompt=none is answered with, or null when it is answered with a code. */
async function silentError(headers: Record<string, string> = {}): Promise<string | null> {
  const { url } = await browser.go(authorizationUrl({ prompt: "none" }), undefined, headers);
  expect(url.searchParams.has("error")).not.toBe(url.searchParams.has("code"));
  return url.searchParams.get("error");
}

/** A sign-in of kwame, up to what the app learns of him. */
async function exchange(auth: oidc.ClientAuth, clockTolerance = 30) {
  const client = { [oidc.clockTolerance]: clockTolerance };
  const config = await oidc.discovery(new URL(idp.issuer), clients.app.id, client, auth, {
    execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
  });
  const answer = await browser.go(authorizationUrl());
  const back = answer.html ? await signIn(authorizationUrl()) : answer;
  const tokens = await oidc.authorizationCodeGrant(config, back.url, {
    pkceCodeVerifier: verifier,
  });
  const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, "kwame");
  return { claims: tokens.claims(), userinfo };
}

async function redeemAsWorkspace(origin: string): Promise<Response> {
  const { url } = await browser.go(authorizationUrl(workspaceRequest));
  return fetch(`${idp.issuer}/token`, {
    method: "POST",
    headers: { origin },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: "workspace",
      code: url.searchParams.get("code") ?? "",
      redirect_uri: `${workspaceOrigin}/callback`,
      code_verifier: verifier,
    }),
  });
}

/** The redirect to the login page, the page itself, the redirect to the client, and an error page. */
async function pageAndRedirect(): Promise<{ headers: Headers }[]> {
  const redirect = await fetch(authorizationUrl(), { redirect: "manual" });
  expect(redirect.status).toBe(303);
  const page = await browser.go(authorizationUrl());
  const back = await browser.submit(page, { agent: "ana" });
  expect(back.status).toBe(303);
  return [redirect, page, back, await browser.go(authorizationUrl({ client_id: "nobody" }))];
}

async function duration(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
