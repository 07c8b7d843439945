import { isRedisInstalled, type Redis, startRedis } from "../fixtures/redis";
import { expect, test } from "./fixtures";

const ana = "Ana Carolina Silva";
const port = 3986;
const problem = "This app's server has a problem. Nothing you typed is lost.";

test.skip(!isRedisInstalled, "needs Debian's package redis-server");
test.use({
  thirdPartyCookies: "allowed",
  appSettings: { SESSION_STORE_URL: `redis://127.0.0.1:${port}` },
});
// One store for the file.
test.describe.configure({ mode: "default" });

let store: Redis;
test.beforeAll(async () => {
  store = await startRedis(port);
});
test.afterAll(() => store?.remove());

// #region example
test("an app whose session store goes down keeps what the agent typed, and saves it later", async ({
  workspace,
}) => {
  const app = await workspace.openDesk();
  const note = app.getByLabel("Notes on this contact");
  await note.fill("wants");
  await expect(app.getByText("Saved", { exact: true })).toBeVisible();
  await store.stop();
  await note.fill("wants a refund");
  await expect(app.getByText(problem)).toBeVisible();
  await expect(note).toHaveValue("wants a refund");
  await store.start();
  // The store has lost the session, so the app signs in again, silently.
  await expect(async () => {
    const again = app.locator("aside").getByRole("button", { name: "Try again" });
    if (await again.isVisible()) await again.click();
    await expect(app.getByText("Saved", { exact: true })).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await expect(app.getByText(problem)).toHaveCount(0);
  await expect(note).toHaveValue("wants a refund");
});

test("a customer who was not loaded can be requested again while the session store is down", async ({
  workspace,
  context,
}) => {
  await context.route("**/api/customers/**", (route) => route.fulfill({ status: 502 }));
  const app = await workspace.openDesk();
  await expect(app.getByText("Couldn't load the customer.")).toBeVisible();
  await store.stop();
  await app.getByLabel("Notes on this contact").fill("wants a refund");
  await expect(app.getByText(problem)).toBeVisible();
  await expect(app.getByText("Couldn't load the customer.")).toBeVisible();
  await expect(app.getByText("Sign in again to load the customer.")).toHaveCount(0);
  await store.start();
});
// #endregion example

test("an app that opens while the session store is down says so, and continues by itself", async ({
  workspace,
}) => {
  await workspace.openDesk();
  await workspace.acceptContact("chat");
  await store.stop();
  const app = await workspace.openApp();
  await expect(app.getByText("This app can't check your sign-in")).toBeVisible();
  await expect(app.getByText(problem)).toBeVisible();
  await store.start();
  // Without a click: it retries every 10 s.
  await expect(app.getByText(ana)).toBeVisible({ timeout: 30_000 });
});

test("an agent who signs out of the workspace is signed out of the app, also where its cookie was copied to", async ({
  workspace,
  context,
  site,
}) => {
  await workspace.openDesk();
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name === "__Host-authjs.session-token");
  const headers = { cookie: `${session?.name}=${session?.value}`, "sec-fetch-site": "same-origin" };
  const status = async () => (await fetch(`${site.app}/api/agent`, { headers })).status;
  expect(await status()).toBe(200);
  // The workspace ends the provider's session, and the provider reports it to the app.
  await workspace.changeAgent(ana, "kwame");
  await expect.poll(status).toBe(401);
});

test("signing out everywhere names the session to the identity provider", async ({
  workspace,
  context,
  site,
}) => {
  const app = await workspace.openDesk();
  const hints: (string | null)[] = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    const isSignOut = url.origin === site.identityProvider && url.pathname === "/session/end";
    if (isSignOut) hints.push(url.searchParams.get("id_token_hint"));
  });
  await app.getByText(ana).click();
  await app.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(app.getByText("You are also signed out of the sign-in service.")).toBeVisible();
  expect(hints).toEqual([expect.stringMatching(/^eyJ/)]);
  const claims = JSON.parse(atob(hints[0]?.split(".")[1] ?? ""));
  expect(claims).toMatchObject({ sub: "ana", iss: site.identityProvider });
});
