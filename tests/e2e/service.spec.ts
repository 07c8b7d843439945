import type { BrowserContext, Page } from "@playwright/test";
import { testAgents } from "../../simulator/agents";
import { expect, test } from "./fixtures";

const [ana, kwame] = testAgents.map(({ name }) => name) as [string, string];

test.use({ service: true });

/** The steps of sign-ins from now on, in any frame: requests of the app's sign-in, and of the identity provider. */
function watchSignIn(context: BrowserContext): string[] {
  const steps: string[] = [];
  context.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(sign-in\/|api\/sign-in\/redeem|auth)/.test(pathname)) steps.push(pathname);
  });
  return steps;
}

/** Waits until the service has signed the agent in. */
async function waitForSession(context: BrowserContext): Promise<void> {
  await expect
    .poll(async () => (await context.cookies()).some(({ name }) => name.includes("session-token")))
    .toBe(true);
}

/** Leaves the workspace with an agent who has no session. The service's last requests must not bring it back. */
async function leaveWithoutSession(page: Page, context: BrowserContext): Promise<void> {
  await waitForSession(context);
  await page.goto("about:blank");
  await context.clearCookies({ domain: "localhost" });
}

test.describe("third-party cookies allowed", () => {
  test.use({ thirdPartyCookies: "allowed" });

  test("the first app opens signed in, without a click and without an attempt of its own", async ({
    workspace,
    context,
  }) => {
    await waitForSession(context);
    await workspace.acceptContact("voice call");
    const steps = watchSignIn(context);
    const app = await workspace.openApp();
    await expect(app.getByText(ana)).toBeVisible();
    expect(steps).toEqual([]);
    expect(context.pages()).toHaveLength(1);
  });

  test("an app that opens together with the service waits for its attempt: there is one", async ({
    page,
    context,
    workspace,
  }) => {
    await leaveWithoutSession(page, context);
    const steps = watchSignIn(context);
    await page.goto(`${workspace.url}/?contacts=voice&open=app`);
    await expect(workspace.app().getByText(ana)).toBeVisible();
    expect(steps).toEqual(["/sign-in/silent", "/auth", "/api/sign-in/redeem"]);
  });

  test("the service of the next agent at the desk signs them in, and not the last one", async ({
    workspace,
    context,
  }) => {
    await waitForSession(context);
    const redeemed = context.waitForEvent("response", (response) =>
      response.url().endsWith("/api/sign-in/redeem"),
    );
    await workspace.changeAgent(ana, "kwame");
    expect((await redeemed).status()).toBe(204);
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await expect(app.getByText(kwame)).toBeVisible();
    expect(context.pages()).toHaveLength(1);
  });

  test("an attempt that the provider refuses leaves the app its own, and its one click", async ({
    workspace,
    page,
    context,
    site,
  }) => {
    await leaveWithoutSession(page, context);
    await site.setQuirks({ silent: "login_required" });
    const steps = watchSignIn(context);
    await page.goto(workspace.url);
    await expect.poll(() => steps).toContain("/auth");
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    const signInWindow = await workspace.clickForWindow("Sign in");
    await expect.poll(() => signInWindow.isClosed()).toBe(true);
    await expect(app.getByText(ana)).toBeVisible();
  });

  test("an attempt that nobody answers keeps no app from its own", async ({
    workspace,
    page,
    context,
  }) => {
    await leaveWithoutSession(page, context);
    let attempts = 0;
    await context.route("**/sign-in/silent?*", async (route) => {
      attempts += 1;
      // The first one is the service's.
      if (attempts > 1) await route.continue();
    });
    await page.goto(`${workspace.url}/?contacts=voice&open=app`);
    await expect(workspace.app().getByText(ana)).toBeVisible();
    expect(attempts).toBe(2);
    expect(context.pages()).toHaveLength(1);
  });
});

test.describe("third-party cookies blocked", () => {
  test.use({ thirdPartyCookies: "blocked" });

  test("the service tries nothing, and the app takes one click", async ({
    workspace,
    page,
    context,
  }) => {
    const steps = watchSignIn(context);
    const asked = page.waitForResponse((response) => response.url().endsWith("/api/frame"));
    await page.reload();
    await asked;
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await expect(app.getByRole("button", { name: "Sign in" })).toBeVisible();
    expect(steps).toEqual([]);
    const signInWindow = await workspace.clickForWindow("Sign in");
    await expect.poll(() => signInWindow.isClosed()).toBe(true);
    await expect(app.getByText(ana)).toBeVisible();
  });
});

test("the server that fails costs the agent no desk, and the service's log says what failed", async ({
  workspace,
  page,
  context,
}) => {
  await context.route("**/api/frame", (route) => route.fulfill({ status: 500 }));
  await page.reload();
  await workspace.acceptContact("voice call");
  await expect
    .poll(async () => JSON.stringify(await workspace.messages("up", "log")))
    .toContain("The service's work failed: Error: The app's start could not be read: 500");
});
