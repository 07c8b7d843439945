import type { APIRequestContext } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { createChallenge } from "../../lib/auth/challenge";
import { testTenant } from "../mocks/tenant";
import { expect, test } from "./fixtures";
import { goodSettings, startServer } from "./server";
import { sessionCookie, sessionCookieName } from "./session-cookie";

// One server for the file.
test.describe.configure({ mode: "default" });

const port = 3904;
const origin = `http://localhost:${port}`;
const settings = { ...goodSettings, AUTH_URL: origin };
const ana = { id: "ana", name: "Ana", email: null, roles: [] };

/** A code as the server mints it, with the server's secret: to have it exactly as wrong as a test needs. */
function mintCode(challenge: string, maxAge = 60): Promise<string> {
  const { id, secrets } = testTenant(settings);
  return encode({
    token: { agent: ana, challenge, tenant: id },
    secret: secrets,
    salt: "sign-in-code",
    maxAge,
  });
}

const fromTheFrame = { origin, "sec-fetch-site": "same-origin" };

function redeem(
  request: APIRequestContext,
  data: object,
  headers: Record<string, string> = fromTheFrame,
) {
  return request.post(`${origin}/api/sign-in/redeem`, { data, headers });
}

let stop: () => Promise<void>;
test.beforeAll(async () => {
  ({ stop } = await startServer(port, settings));
});
test.afterAll(() => stop());

test("a code with its verifier opens a partitioned session, once", async ({ request }) => {
  const { verifier, challenge } = await createChallenge();
  const code = await mintCode(challenge);
  const answer = await redeem(request, { code, verifier });
  expect(answer.status()).toBe(204);
  const session = answer
    .headersArray()
    .find(({ value }) => value.startsWith("__Host-authjs.session-token="))?.value;
  for (const attribute of ["Secure", "HttpOnly", "SameSite=none", "Partitioned", "Path=/"]) {
    expect(session).toMatch(new RegExp(`; ${attribute}(;|$)`, "i"));
  }

  const replay = await redeem(request, { code, verifier });
  expect(replay.status()).toBe(400);
  expect(await replay.json()).toEqual({ reason: "code-replayed" });
  expect(replay.headers()["set-cookie"] ?? "").not.toContain("session-token=ey");
});

test("wrong, expired and tampered codes are refused, and set no session", async ({ request }) => {
  const { verifier, challenge } = await createChallenge();
  const other = await createChallenge();
  const code = await mintCode(challenge);
  const cases = [
    { data: { code, verifier: other.verifier }, reason: "verifier-mismatch" },
    { data: { code: `${code.slice(0, -2)}xx`, verifier }, reason: "code-invalid" },
    { data: { code: "", verifier }, reason: "code-invalid" },
    { data: { code, verifier: "short" }, reason: "body-invalid" },
    { data: { code: "x".repeat(10_000), verifier }, reason: "body-invalid" },
    { data: { code: await mintCode(challenge, -1), verifier }, reason: "code-expired" },
  ];
  for (const { data, reason } of cases) {
    const answer = await redeem(request, data);
    expect(answer.status(), reason).toBe(400);
    expect(await answer.json()).toEqual({ reason });
    expect(answer.headers()["set-cookie"] ?? "").not.toContain("session-token=ey");
  }
});

test("a redeem without a code is told to wait, and sets no session", async ({ request }) => {
  const { verifier } = await createChallenge();
  const answer = await redeem(request, { verifier });
  expect(answer.status()).toBe(202);
  expect(answer.headers()["set-cookie"]).toBeUndefined();
});

test("a redeem without a code uses only the one that was left for it in the browser", async ({
  request,
}) => {
  const { verifier, challenge } = await createChallenge();
  const other = await createChallenge();
  const cookie = `__Host-sign-in-code=${await mintCode(challenge, 180)}`;
  const stranger = await redeem(request, { verifier: other.verifier }, { ...fromTheFrame, cookie });
  expect(stranger.status()).toBe(202);
  const own = await redeem(request, { verifier }, { ...fromTheFrame, cookie });
  expect(own.status()).toBe(204);
  expect(own.headers()["set-cookie"]).toContain("__Host-sign-in-code=;");
});

test("a redeem that does not come from the app's own frame is refused", async ({ request }) => {
  const { verifier, challenge } = await createChallenge();
  const data = { code: await mintCode(challenge), verifier };
  for (const headers of [
    { ...fromTheFrame, origin: "https://evil.example" },
    { ...fromTheFrame, "sec-fetch-site": "cross-site" },
    { origin },
  ]) {
    const answer = await redeem(request, data, headers);
    expect(answer.status()).toBe(403);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
  }
});

test("a session ends at its maximum age, even if it was renewed", async ({ request }) => {
  const now = Math.floor(Date.now() / 1000);
  for (const { hours, status } of [
    { hours: 11, status: 200 },
    { hours: 12, status: 401 },
  ]) {
    const cookie = await sessionCookie(settings, { since: now - hours * 3_600 });
    const headers = { ...fromTheFrame, cookie };
    const answer = await request.get(`${origin}/api/sign-in/session`, { headers });
    expect(answer.status()).toBe(status);
    const renewed = answer.headers()["set-cookie"] ?? "";
    expect(renewed.includes(`${sessionCookieName}=ey`)).toBe(status === 200);
    if (status === 200) expect(renewed).toContain("Partitioned");
    const guarded = await request.get(`${origin}/api/agent`, { headers });
    expect(guarded.status()).toBe(status);
  }
});

test("a session of an older entry policy gives no access", async ({ request }) => {
  const earlier = {
    ...settings,
    AUTH_ALLOWED_EVERYONE: "",
    AUTH_ALLOWED_GROUPS: "contact-centre,visitors",
  };
  const cookie = await sessionCookie(earlier);
  for (const path of ["/api/agent", "/api/sign-in/session"]) {
    const answer = await request.get(`${origin}${path}`, { headers: { ...fromTheFrame, cookie } });
    expect(answer.status(), path).toBe(401);
    expect(await answer.json()).toEqual({ reason: "no-session" });
  }
});

test("a signed-out session has ended, for its copies and for a running renewal too", async ({
  request,
}) => {
  const cookie = await sessionCookie(settings);
  const read = (cookies: string) =>
    request.get(`${origin}/api/agent`, { headers: { ...fromTheFrame, cookie: cookies } });
  expect((await read(cookie)).status()).toBe(200);

  const signedOut = await request.post(`${origin}/api/sign-in/out`, {
    headers: { ...fromTheFrame, cookie },
  });
  expect(signedOut.status()).toBe(204);
  // Another browser with a copy of the cookie.
  expect((await read(cookie)).status()).toBe(401);

  // A server that does not know of it: the browser's own memory counts.
  const ended = signedOut
    .headersArray()
    .find(({ value }) => value.startsWith("__Host-ended-sessions="))
    ?.value.split(";")[0];
  const other = await startServer(port + 1, settings);
  const readThere = (cookies: string) =>
    fetch(`${other.origin}/api/agent`, { headers: { ...fromTheFrame, cookie: cookies } });
  expect((await readThere(cookie)).status).toBe(200);
  expect((await readThere(`${cookie}; ${ended}`)).status).toBe(401);
  const next = await sessionCookie(settings);
  expect((await readThere(`${next}; ${ended}`)).status).toBe(200);
  await other.stop();
});

test("a request from another site neither runs a guarded route nor renews the session", async ({
  request,
}) => {
  const cookie = await sessionCookie(settings);
  for (const site of ["cross-site", "same-site"]) {
    for (const path of ["/api/agent", "/api/frame", "/api/sign-in/session"]) {
      const headers = { cookie, "sec-fetch-site": site };
      const answer = await request.get(`${origin}${path}`, { headers });
      expect(answer.status(), `${site} ${path}`).toBe(403);
      expect(answer.headers()["set-cookie"]).toBeUndefined();
    }
  }
});

test("a start without a challenge is refused", async ({ request }) => {
  const headers = {
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };
  const answer = await request.get(`${origin}/sign-in/start?challenge=x`, { headers });
  expect(answer.status()).toBe(400);
  expect(await answer.json()).toEqual({ reason: "challenge-invalid" });
});

test("next-auth's own endpoints do not exist, except the redirect URI", async ({ request }) => {
  for (const action of [
    "callback/handoff",
    "signin/oidc",
    "signout",
    "session",
    "csrf",
    "providers",
  ]) {
    const url = `${origin}/api/auth/${action}`;
    expect((await request.get(url)).status(), action).toBe(404);
    expect((await request.post(url, { form: {} })).status(), action).toBe(404);
  }
  expect((await request.post(`${origin}/api/auth/callback/oidc`)).status()).toBe(405);
});
