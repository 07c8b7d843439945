import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../lib/auth/challenge";
import { startApp, startTarget, type Target } from "./app";
import {
  Attempt,
  beforeCallback,
  type Client,
  codeIn,
  framedByTheApp,
  navigation,
  type Page,
} from "./client";
import { startHostileProvider } from "./hostile-provider";

let app: Target;
beforeAll(async () => {
  app = await startTarget();
});
afterAll(() => app?.stop());

/** A browser in which Ana is signed in, at the provider too. */
async function signedIn(): Promise<Client> {
  const attempt = await Attempt.create(app.client());
  await attempt.signIn("ana");
  return attempt.client;
}

const atTheEnd = (to: URL) => to.pathname === "/session/end";
const fromTheProvider = navigation("cross-site", "document");

/** Opens the window of a sign-out everywhere, up to the provider's sign-out unless `stopAt` differs. */
async function signOut(client: Client, agent = "ana", stopAt = atTheEnd): Promise<Page> {
  return client.open(`/sign-in/sign-out?agent=${await sha256(agent)}`, { stopAt });
}

const hintOf = ({ url }: Page) => url.searchParams.get("id_token_hint");

/** The sign-out went on without a hint, as it did before. */
function expectNoHint(page: Page): void {
  expect(page.url.pathname).toBe("/session/end");
  expect(page.url.searchParams.has("id_token_hint")).toBe(false);
}

/** No sign-out went on: the address leads nowhere, and no code came of it. */
function expectRefused(page: Page): void {
  expect([page.status, page.url.origin]).toEqual([200, app.origin]);
  expect(codeIn(page)).toBeNull();
}

it("everywhere names the session to the provider, with an ID token for nothing else", async () => {
  const client = await signedIn();
  const page = await signOut(client);
  const hint = hintOf(page) ?? "";
  const claims = JSON.parse(Buffer.from(hint.split(".")[1] ?? "", "base64url").toString());
  expect(claims).toMatchObject({ sub: "ana", iss: app.issuer });
  expect(claims).not.toHaveProperty("email");
  expect([...client.cookies.keys()].filter((name) => name.includes("sign-out"))).toEqual([]);
  expect(app.output()).not.toContain(hint.slice(0, 30));
  // The provider accepts it, and ends the session.
  expect((await client.go(page.url.href)).status).toBe(200);
});

it("everywhere keeps what it needs meanwhile sealed in a cookie of a minute", async () => {
  const page = await signOut(await signedIn(), "ana", (to) => to.origin === app.issuer);
  const cookies = page.headers.filter(([name]) => name.toLowerCase() === "set-cookie");
  expect(cookies.map(([, value]) => value)).toEqual([
    expect.stringMatching(
      /^__Host-sign-out-attempt=eyJ[\w.-]+; Path=\/; .*Max-Age=60; .*Secure; HttpOnly; SameSite=none; Partitioned$/i,
    ),
  ]);
  expect(page.url.searchParams.get("prompt")).toBe("none");
  expect(page.url.searchParams.get("scope")).toBe("openid");
  expect(page.url.searchParams.get("code_challenge_method")).toBe("S256");
});

it("everywhere gives no hint for an agent who is not the one who signs out", async () => {
  expectNoHint(await signOut(await signedIn(), "kwame"));
  expect(app.output()).toContain('{"event":"sign-out.no-hint","reason":"other-agent"}');
});

it("everywhere goes on without a session at the provider", async () => {
  expectNoHint(await signOut(app.client()));
  expect(app.output()).toContain('{"event":"sign-out.no-hint","error":"login_required"}');
});

it("everywhere asks for no hint unless the app's page names its agent", async () => {
  const client = await signedIn();
  for (const query of ["", "?agent=", "?agent=ana"]) {
    expectNoHint(await client.open(`/sign-in/sign-out${query}`, { stopAt: atTheEnd }));
  }
});

it("everywhere sends no silent request to a provider without a silent response, or without a sign-out", async () => {
  const hostile = await startHostileProvider();
  hostile.discovery = { end_session_endpoint: undefined };
  for (const [settings, path] of [
    [{ AUTH_OIDC_ISSUER: app.issuer, AUTH_SILENT_SIGN_IN: "false" }, "/session/end"],
    [{ AUTH_OIDC_ISSUER: hostile.issuer }, "/sign-in/signed-out"],
  ] as const) {
    const other = await startApp(settings);
    const first = await signOut(other.client(), "ana", () => true);
    expect(first.url.pathname).toBe(path);
    await other.stop();
  }
  hostile.close();
});

it("of another site, in a frame or by a fetch is refused", async () => {
  const client = await signedIn();
  const path = `/sign-in/sign-out?agent=${await sha256("ana")}`;
  for (const headers of [
    navigation("cross-site", "document"),
    navigation("same-site", "document"),
    navigation("none", "document"),
    framedByTheApp,
  ]) {
    const answer = await client.go(path, { headers });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toEqual({ reason: expect.stringMatching(/./) });
  }
  expect((await client.fetch(path)).status).toBe(403);
});

it("does not go on with the response to another browser's request", async () => {
  const callback = (await signOut(await signedIn(), "ana", beforeCallback)).url.href;
  const victim = await signedIn();
  const visit = { headers: fromTheProvider, stopAt: atTheEnd };
  expectRefused(await victim.go(callback, visit));
  // Also while the victim signs out.
  const own = (await signOut(victim, "ana", beforeCallback)).url.href;
  expectRefused(await victim.go(callback, visit));
  const mixed = new URL(own);
  mixed.searchParams.set("code", new URL(callback).searchParams.get("code") ?? "");
  expectNoHint(await victim.go(mixed.href, visit));
});

it("goes on once, and in no frame", async () => {
  const client = await signedIn();
  const callback = (await signOut(client, "ana", beforeCallback)).url.href;
  const framed = { headers: navigation("cross-site", "iframe"), stopAt: atTheEnd };
  expectRefused(await client.go(callback, framed));
  const visit = { headers: fromTheProvider, stopAt: atTheEnd };
  expect(hintOf(await client.go(callback, visit))).not.toBeNull();
  expectRefused(await client.go(callback, visit));
});

it("and a sign-in cannot finish each other", async () => {
  const attempt = await Attempt.create(await signedIn());
  const signIn = await attempt.reachCallback();
  const end = (await signOut(attempt.client, "ana", beforeCallback)).url;
  const visit = { headers: fromTheProvider, stopAt: atTheEnd };
  for (const [to, from] of [
    [signIn, end],
    [end, signIn],
  ] as const) {
    const client = attempt.client.copy();
    const forged = new URL(to);
    forged.searchParams.set("code", from.searchParams.get("code") ?? "");
    const page = await client.go(forged.href, visit);
    expect(codeIn(page)).toBeNull();
    expect(hintOf(page)).toBeNull();
  }
  // The cookie of one is none of the other's.
  const sealed = attempt.client.cookies.get("__Host-sign-out-attempt") ?? "";
  const [name = ""] = [...attempt.client.cookies.keys()].filter((each) =>
    each.startsWith("__Host-sign-in-attempt."),
  );
  attempt.client.cookies.set(name, sealed);
  expectRefused(await attempt.client.go(signIn.href, visit));
});

it("that the provider resumes at the next sign-in does not sign the agent out", async () => {
  const attempt = await Attempt.create(app.client());
  const kept = await signOut(attempt.client, "ana", beforeCallback);
  expect(kept.url.searchParams.get("error")).toBe("login_required");
  await attempt.client.go(kept.url.href, { headers: fromTheProvider, stopAt: atTheEnd });
  const callback = await attempt.reachCallback();
  callback.searchParams.set("state", kept.url.searchParams.get("state") ?? "");
  // Its own request starts again.
  const page = await attempt.return(callback);
  expect(codeIn(page)).not.toBeNull();
});
