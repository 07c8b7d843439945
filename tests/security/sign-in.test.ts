import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTarget, type Target } from "./app";
import {
  Attempt,
  codeIn,
  framedByTheApp,
  fromTheApp,
  type Headers,
  navigation,
  openedByTheApp,
  type Page,
  sessionCookie,
  setsSession,
} from "./client";

let app: Target;
beforeAll(async () => {
  app = await startTarget();
});
afterAll(() => app?.stop());

const begin = () => Attempt.create(app.client());

/** The sign-in ended in a page without a code, and in no error of the server. */
function expectNoCode(page: Page) {
  expect(page.status).toBeLessThan(500);
  expect(codeIn(page)).toBeNull();
}

describe("a sign-in code", () => {
  it("opens a session, once", async () => {
    const attempt = await begin();
    const code = codeIn(await attempt.return(await attempt.reachCallback())) ?? "";
    const first = await attempt.redeem(code);
    expect(attempt.client.cookies.has(sessionCookie)).toBe(true);
    expect(first.status).toBe(204);
    expect(setsSession(first)).toBe(true);

    const replay = await attempt.redeem(code);
    expect(replay.status).toBe(400);
    expect(JSON.parse(replay.body)).toEqual({ reason: "code-replayed" });
    expect(setsSession(replay)).toBe(false);
  });

  it("is refused with another verifier, and stays valid", async () => {
    const attempt = await begin();
    const other = await begin();
    const code = codeIn(await attempt.return(await attempt.reachCallback())) ?? "";
    const stolen = await other.redeem(code);
    expect(stolen.status).toBe(400);
    expect(JSON.parse(stolen.body)).toEqual({ reason: "verifier-mismatch" });
    expect(setsSession(stolen)).toBe(false);
    expect((await attempt.redeem(code)).status).toBe(204);
  });

  it("that was posted is used up in the cookie too", async () => {
    const attempt = await begin();
    const code = codeIn(await attempt.return(await attempt.reachCallback())) ?? "";
    const left = new Map(attempt.client.cookies);
    expect((await attempt.redeem(code)).status).toBe(204);
    attempt.client.cookies.clear();
    for (const [name, value] of left) attempt.client.cookies.set(name, value);
    const second = await attempt.redeem(undefined);
    expect([202, 400]).toContain(second.status);
    expect(setsSession(second)).toBe(false);
  });

  it.each([
    ["empty", ""],
    ["not one", "e30.e30.e30.e30.e30"],
    ["an array", ["x"]],
    ["an object", { code: "x" }],
    ["a number", 1],
    ["of control characters", "\u0000\n"],
    ["100 kB long", "x".repeat(100_000)],
  ])("that is %s is refused", async (_, code) => {
    const answer = await (await begin()).redeem(code as string);
    expect(answer.status).toBe(400);
    expect(setsSession(answer)).toBe(false);
  });

  it("is not a session, and a session is not a code", async () => {
    const attempt = await begin();
    const code = codeIn(await attempt.return(await attempt.reachCallback())) ?? "";
    const client = app.client();
    client.cookies.set(sessionCookie, code);
    const asked = await client.fetch("/api/agent");
    expect(asked.status).toBe(401);
    const answer = await attempt.redeem(app.session.slice(sessionCookie.length + 1));
    expect(answer.status).toBe(400);
    expect(setsSession(answer)).toBe(false);
  });
});

describe("the callback from the identity provider", () => {
  it("gives no code in a browser that did not start the sign-in", async () => {
    const callback = await (await begin()).reachCallback();
    expectNoCode(await (await begin()).return(callback));
  });

  it("gives no code with the cookies of another attempt", async () => {
    const attempt = await begin();
    const other = await begin();
    const callback = await attempt.reachCallback();
    await other.reachCallback("kwame");
    expectNoCode(await other.return(callback));
  });

  it("gives no code for the authorization code of another attempt", async () => {
    const attempt = await begin();
    const other = await begin();
    const callback = await attempt.reachCallback();
    const stolen = await other.reachCallback("kwame");
    callback.searchParams.set("code", stolen.searchParams.get("code") ?? "");
    expectNoCode(await attempt.return(callback));
  });

  it("gives no code when one cookie is another attempt's", async () => {
    // A callback URL and a token against forgery are the same for every attempt.
    const cookiesOf = ({ client }: Attempt) =>
      [...client.cookies].filter(([name]) => !/callback-url|csrf/.test(name));
    for (let at = 0, count = 1; at < count; at += 1) {
      const attempt = await begin();
      const other = await begin();
      const callback = await attempt.reachCallback();
      await other.reachCallback("kwame");
      count = cookiesOf(attempt).length;
      const [name = ""] = cookiesOf(attempt)[at] ?? [];
      const [, swapped = ""] = cookiesOf(other)[at] ?? [];
      expect(swapped).not.toBe("");
      attempt.client.cookies.set(name, swapped);
      expect(codeIn(await attempt.return(callback)), name).toBeNull();
    }
  });

  it.each([
    ["access_denied", "cancelled"],
    ["login_required", "login-required"],
    ["interaction_required", "login-required"],
    ["account_selection_required", "login-required"],
    ["consent_required", "login-required"],
    ["server_error", "identity-provider"],
    ["constructor", "identity-provider"],
  ])("with the error %s gives the reason %s", async (error, reason) => {
    const attempt = await begin();
    const callback = await attempt.reachCallback();
    callback.searchParams.delete("code");
    callback.searchParams.set("error", error);
    const page = await attempt.return(callback);
    expect(page.message).toEqual({ type: "sign-in:failed", reason });
  });

  it("finds its attempt among four in a browser, and a fifth drops them all", async () => {
    const { client } = await begin();
    const attempts = () =>
      [...client.cookies.keys()].filter((name) => name.startsWith("__Host-sign-in-attempt."));
    const callbacks: URL[] = [];
    for (const count of [1, 2, 3, 4]) {
      callbacks.push(await (await Attempt.create(client)).reachCallback());
      expect(attempts()).toHaveLength(count);
    }
    const [first, second] = callbacks;
    const visit = { headers: navigation("cross-site", "document") };
    expect(codeIn(await client.go(String(first), visit))).not.toBeNull();
    await (await Attempt.create(client)).reachCallback();
    expect(attempts()).toHaveLength(4);
    await (await Attempt.create(client)).reachCallback();
    expect(attempts()).toHaveLength(1);
    const late = await client.go(String(second), visit);
    expect(late.message).toEqual({ type: "sign-in:failed", reason: "attempt-expired" });
  });

  it("gives no second code for a replay", async () => {
    const attempt = await begin();
    const callback = await attempt.reachCallback();
    const before = new Map(attempt.client.cookies);
    expect(codeIn(await attempt.return(callback))).not.toBeNull();
    for (const [name, value] of before) attempt.client.cookies.set(name, value);
    expectNoCode(await attempt.return(callback));
  });

  it.each([
    "",
    "?code=x",
    "?code=x&state=x",
    "?code=&state=",
    "?code=x&code=y&state=x&state=y",
    "?error=access_denied&error_description=%0aforged%20line%0d%0a",
    "?error=%3Cx9q%3E",
    "?error=__proto__",
    "?error=constructor",
    "?callbackUrl=x%0Ay",
    "?callbackUrl=%00",
    "?callbackUrl=%20",
    "?callbackUrl=https://evil.example/",
    "?state=%E0%A4%A&code=%zz",
    `?code=${"x".repeat(8_000)}`,
  ])("gives no code with the query %j", async (search) => {
    const attempt = await begin();
    const { client } = attempt;
    for (const withAttempt of [false, true]) {
      if (withAttempt) await attempt.reachCallback();
      const page = await client.go(`/api/auth/callback/oidc${search}`, {
        headers: navigation("cross-site", "document"),
      });
      expectNoCode(page);
      expect(page.url.origin).toBe(app.origin);
      expect(page.body).not.toContain("<x9q>");
      expect(client.cookies.has(sessionCookie)).toBe(false);
    }
  });

  it("cannot add a line to the server's log", async () => {
    const forged = `forged-${Date.now()}`;
    for (const name of ["callbackUrl", "error", "error_description", "state", "iss"]) {
      const search = `${name}=x%0A${forged}&code=x%0A${forged}`;
      await app.client().go(`/api/auth/callback/oidc?error=x&${search}`);
      await app.client().go(`/api/auth/callback/oidc?${search}`);
    }
    const lines = app.output().split("\n");
    expect(lines.filter((line) => line.trimStart().startsWith(forged))).toEqual([]);
  });
});

/** Eight Fetch Metadata headers that a request of the app's own page never has. */
function forgedMetadata(dest: string, mode = "navigate"): [string, Headers][] {
  const good = { "sec-fetch-site": "same-origin", "sec-fetch-mode": mode, "sec-fetch-dest": dest };
  return [
    ["no Fetch Metadata", {}],
    ["site cross-site", { ...good, "sec-fetch-site": "cross-site" }],
    ["site same-site", { ...good, "sec-fetch-site": "same-site" }],
    ["site none", { ...good, "sec-fetch-site": "none" }],
    ["two sites", { ...good, "sec-fetch-site": "same-origin, cross-site" }],
    ["a site in capitals", { ...good, "sec-fetch-site": "Same-Origin" }],
    ["a site with a parameter", { ...good, "sec-fetch-site": "same-origin;x" }],
    ["the wrong mode", { ...good, "sec-fetch-mode": mode === "navigate" ? "cors" : "navigate" }],
  ];
}

const challenge = "A".repeat(43);
const windowRoutes = [
  `/sign-in/start?challenge=${challenge}`,
  "/sign-in/finish",
  "/sign-in/sign-out",
];

describe("a request that is not from the app's own page is refused", () => {
  for (const [from, headers] of forgedMetadata("document")) {
    it.each(windowRoutes)(`%s with ${from}`, async (path) => {
      const client = app.client();
      const answer = await client.go(path, { headers, stopAt: () => true });
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body)).toEqual({ reason: expect.stringMatching(/./) });
      expect(client.cookies.size).toBe(0);
    });
  }

  for (const [from, headers] of forgedMetadata("iframe")) {
    it(`/sign-in/silent with ${from}`, async () => {
      const client = app.client();
      const answer = await client.go(`/sign-in/silent?challenge=${challenge}`, {
        headers,
        stopAt: () => true,
      });
      expect(answer.status).toBe(403);
      expect(client.cookies.size).toBe(0);
    });
  }

  for (const [from, headers] of forgedMetadata("empty", "cors")) {
    it(`redeem with ${from}, which does not spend the code`, async () => {
      const attempt = await begin();
      const code = codeIn(await attempt.return(await attempt.reachCallback())) ?? "";
      const refused = await attempt.redeem(code, { origin: app.origin, ...headers });
      expect(refused.status).toBe(403);
      expect(setsSession(refused)).toBe(false);
      expect((await attempt.redeem(code)).status).toBe(204);
    });
  }

  it.each(["https://evil.example", "null", "", "http://localhost", "http://localhost:1"])(
    "redeem and sign-out with the origin %j",
    async (origin) => {
      const headers = { ...fromTheApp(app.origin), origin };
      const attempt = await begin();
      expect((await attempt.redeem("x", headers)).status).toBe(403);
      const out = await attempt.client.go("/api/sign-in/out", { json: {}, headers });
      expect(out.status).toBe(403);
    },
  );

  it("a window's route in a frame, and the silent frame's in a window", async () => {
    const paths: [string, Headers][] = [
      ...windowRoutes.map((path): [string, Headers] => [path, framedByTheApp]),
      [`/sign-in/silent?challenge=${challenge}`, openedByTheApp],
    ];
    for (const [path, headers] of paths) {
      const answer = await app.client().go(path, { headers, stopAt: () => true });
      expect(answer.status, path).toBe(403);
    }
  });
});

describe("the redirect URI is the configured one, whatever the request says in", () => {
  it.each<[string, Headers]>([
    ["Host", { host: "evil.example" }],
    ["X-Forwarded-Host", { "x-forwarded-host": "evil.example" }],
    ["X-Forwarded-Proto", { "x-forwarded-proto": "https" }],
    ["Forwarded", { forwarded: "host=evil.example;proto=https" }],
    [
      "all of them",
      {
        host: "evil.example",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-forwarded-port": "666",
      },
    ],
  ])("%s", async (_, forged) => {
    for (const [path, metadata] of [
      ["/sign-in/start", openedByTheApp],
      ["/sign-in/silent", framedByTheApp],
    ] as const) {
      const query = `?challenge=${challenge}&callbackUrl=https://evil.example/&redirect_uri=https://evil.example/`;
      const headers = { ...metadata, ...forged };
      const answer = await app.client().go(path + query, {
        headers,
        stopAt: () => true,
      });
      expect(answer.url.origin, path).toBe(app.issuer);
      expect(answer.url.searchParams.get("redirect_uri")).toBe(
        `${app.origin}/api/auth/callback/oidc`,
      );
    }
  });
});

it.each(["", "?challenge=", `?challenge=${challenge}A`, "?challenge=x"])(
  "a sign-in does not begin without a frame's challenge: %j",
  async (query) => {
    for (const [path, headers] of [
      ["/sign-in/start", openedByTheApp],
      ["/sign-in/silent", framedByTheApp],
    ] as const) {
      const client = app.client();
      const answer = await client.go(path + query, { headers, stopAt: () => true });
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toEqual({ reason: "challenge-invalid" });
      expect(client.cookies.size).toBe(0);
    }
  },
);

it("a sign-in leaves no session in a browser before a code is redeemed", async () => {
  const attempt = await begin();
  await attempt.return(await attempt.reachCallback());
  const asked = await attempt.client.fetch("/api/agent");
  expect(asked.status).toBe(401);
});
