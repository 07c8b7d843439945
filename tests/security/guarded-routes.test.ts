import { decode, encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testTenant } from "../mocks/tenant";
import { startTarget, type Target } from "./app";
import { type Client, sessionCookie, setsSession } from "./client";

let app: Target;
beforeAll(async () => {
  app = await startTarget();
});
afterAll(() => app?.stop());

const routes = ["/api/agent", "/api/sign-in/session"];
// #region example
routes.push("/api/customers/C-1001", "/api/notes/11111111-1111-4111-8111-111111111111");
// #endregion example

function signedIn(): Client {
  const client = app.client();
  client.cookies.set(sessionCookie, app.session.slice(sessionCookie.length + 1));
  return client;
}

/** A client whose session's cookie has this content, sealed with the app's own key. */
async function signedInWith(content: object): Promise<Client> {
  const { secrets: secret } = testTenant({ AUTH_URL: app.origin });
  const client = signedIn();
  const token = await decode({
    token: client.cookies.get(sessionCookie),
    secret,
    salt: sessionCookie,
  });
  const changed = { ...token, content: { ...(token?.content as object), ...content } };
  client.cookies.set(
    sessionCookie,
    await encode({ token: changed, secret, salt: sessionCookie, maxAge: 600 }),
  );
  return client;
}

describe.each(routes)("%s", (path) => {
  it("answers the app's own page", async () => {
    const answer = await signedIn().fetch(path);
    expect(answer.status).toBe(200);
  });

  // All apps of a workspace share a cookie partition, so the browser sends the session's cookie for each of them.
  it.each(["same-site", "cross-site"])(
    "refuses a %s page, and does not renew the session",
    async (site) => {
      for (const mode of ["no-cors", "cors", "navigate"]) {
        const headers = { "sec-fetch-site": site, "sec-fetch-mode": mode };
        const answer = await signedIn().go(path, { headers });
        expect(answer.status, mode).toBe(403);
        expect(setsSession(answer), mode).toBe(false);
      }
    },
  );

  it("answers 401 without a session", async () => {
    const answer = await app.client().fetch(path);
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toEqual({ reason: "no-session" });
  });

  it.each([
    ["that began 12 hours ago", { since: Math.floor(Date.now() / 1000) - 12 * 3_600 }],
    ["of another tenant", { tenant: "globex" }],
    ["that another entry policy let in", { policy: "x" }],
    ["without an agent", { agent: null }],
  ])("answers 401 with a session %s", async (_what, content) => {
    expect((await (await signedInWith({})).fetch(path)).status).toBe(200);
    const answer = await (await signedInWith(content)).fetch(path);
    expect(answer.status).toBe(401);
    expect(setsSession(answer)).toBe(false);
  });

  it.each(["x", "e30.e30.e30.e30.e30", "%", "e".repeat(4_000)])(
    "answers 401 with a session cookie of %j",
    async (value) => {
      for (const name of [sessionCookie, `${sessionCookie}.0`, "authjs.session-token"]) {
        const client = app.client();
        client.cookies.set(name, value);
        const answer = await client.fetch(path);
        expect(answer.status, name).toBe(401);
        expect(setsSession(answer), name).toBe(false);
      }
    },
  );
});

describe("/api/frame", () => {
  const path = "/api/frame";

  it("names the agent of the session, and does not renew it", async () => {
    const answer = await signedIn().fetch(path);
    expect(JSON.parse(answer.body)).toMatchObject({ session: { agent: { id: "ana" } } });
    expect(setsSession(answer)).toBe(false);
  });

  it.each(["", "x", "e30.e30.e30.e30.e30"])("names nobody for the cookie %j", async (value) => {
    const client = app.client();
    client.cookies.set(sessionCookie, value);
    const answer = await client.fetch(path);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ session: null, silent: true, logLevel: "error" });
  });

  it.each(["same-site", "cross-site"])("refuses a %s page", async (site) => {
    const headers = { "sec-fetch-site": site, "sec-fetch-mode": "cors" };
    const answer = await signedIn().go(path, { headers });
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain("agent");
  });
});

it("next-auth's own endpoints do not exist", async () => {
  for (const action of ["callback/handoff", "signin/oidc", "signout", "session", "csrf", "error"]) {
    for (const method of ["GET", "POST"]) {
      const answer = await signedIn().go(`/api/auth/${action}`, { method });
      expect([404, 405], `${method} ${action}`).toContain(answer.status);
    }
  }
});

// #region example
// Without a check of the id, each leads the upstream to the customer C-1001.
it.each([
  "..%2Fcustomers%2FC-1001",
  "%2e%2e%2fcustomers%2fC-1001",
  "x%2F..%2FC-1001",
  "C-1001%3Fall",
])("a customer is requested by id, never by the path %s", async (id) => {
  expect((await signedIn().fetch(`/api/customers/${id}`)).status).toBe(404);
});

describe("a note", () => {
  const good = { text: "x", revision: 0, author: "ana" };
  const path = "/api/notes/22222222-2222-4222-8222-222222222222";
  const put = (json: unknown, headers = {}) =>
    signedIn().fetch(path, { method: "PUT", json, headers });

  it.each([null, 1, "x", {}, { ...good, text: 1 }, { ...good, revision: "1" }, { text: "x" }])(
    "that is %j is refused",
    async (json) => {
      expect((await put(json)).status).toBe(400);
    },
  );

  it("is accepted only from its author, on the app's own page", async () => {
    const other = await put({ ...good, author: "kwame" });
    expect([other.status, JSON.parse(other.body)]).toEqual([403, { reason: "other-agent" }]);
    expect((await put(good, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await put(good)).status).toBe(200);
  });
});
// #endregion example
