import type { BrowserContext, FrameLocator, Page } from "@playwright/test";
import { startApp } from "../../simulator/app-process";
import { registration } from "../../simulator/registration";
import { startWorkspace } from "../../simulator/workspace-server";
import { expect, test as base } from "./fixtures";
import { isInstalled, type LemonLdap, startLemonLdap } from "./lemonldap-ng";
import type { WorkspacePage } from "./workspace-page";

if (!isInstalled) {
  console.warn("Skipped: LemonLDAP::NG is not installed. .ci/run names its packages, of Debian.");
}

/** The app with LemonLDAP::NG as its identity provider, in a workspace without a provider of its own. */
const test = base.extend<object, { provider: LemonLdap }>({
  provider: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
    async ({}, use, { parallelIndex }) => {
      const provider = await startLemonLdap(4801 + 10 * parallelIndex, appUrl(parallelIndex));
      await use(provider);
      await provider.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  simulator: [
    async ({ provider }, use, { parallelIndex }) => {
      const app = appUrl(parallelIndex);
      const port = 4800 + 10 * parallelIndex;
      const workspaceUrl = `http://workspace.localhost:${port}`;
      const workspace = await startWorkspace(port, {
        apps: [registration(`${app}/`)],
        approvedOrigins: [],
        identityProvider: null,
      });
      const process = startApp({
        production: true,
        port: Number(new URL(app).port),
        settings: {
          AUTH_URL: app,
          AUTH_SECRET: "the secret of an app at LemonLDAP::NG",
          AUTH_OIDC_ISSUER: provider.issuer,
          AUTH_OIDC_ID: provider.client.id,
          AUTH_OIDC_SECRET: provider.client.secret,
          AUTH_OIDC_SCOPE: "openid profile email groups",
          AUTH_OIDC_CLAIMS: "userinfo",
          AUTH_ALLOWED_GROUPS: "agents",
          CONNECT_INSTANCE_ORIGINS: workspaceUrl,
          // #region example
          CUSTOMER_API_URL: "http://127.0.0.1:9",
          CUSTOMER_API_TOKEN: "of an API that is down",
          // #endregion example
        },
      });
      await process.ready(`${app}/api/health`);
      await use({
        app,
        workspace: workspaceUrl,
        identityProvider: provider.issuer,
        setQuirks: async () => {},
        stop: process.stop,
      });
      await process.stop();
      await workspace.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

function appUrl(parallelIndex: number): string {
  return `http://localhost:${3800 + 10 * parallelIndex}`;
}

/** Signs in on a page of the provider. The password of each demo account is its name. */
async function signInAt(page: Page, account: string, password = account): Promise<void> {
  await page.locator("#userfield").fill(account);
  await page.locator("#passwordfield").fill(password);
  await page.locator("#lform button[type=submit]").click();
}

/** Gives the agent a session at the provider, like the workspace's own sign-in there. */
async function openSession(context: BrowserContext, { issuer }: LemonLdap, account: string) {
  const page = await context.newPage();
  await page.goto(issuer);
  await signInAt(page, account);
  await expect(page.getByText(`Connected as ${account}`)).toBeVisible();
  await page.close();
}

/** Ends it there, without a word to the app. */
async function endSession(context: BrowserContext, { issuer }: LemonLdap) {
  const page = await context.newPage();
  await page.goto(`${issuer}?logout=1`);
  await page.close();
}

async function openApp(workspace: WorkspacePage): Promise<FrameLocator> {
  await workspace.acceptContact("voice call");
  return workspace.openApp();
}

test.skip(!isInstalled, "LemonLDAP::NG is not installed");

test.describe("third-party cookies allowed", () => {
  test.use({ thirdPartyCookies: "allowed" });

  test("no click: silent", async ({ workspace, context, provider }) => {
    await openSession(context, provider, "dwho");
    const app = await openApp(workspace);
    await expect(app.getByText("Doctor Who")).toBeVisible();
  });

  test("a session that ended at the provider is not renewed silently", async ({
    workspace,
    context,
    provider,
  }) => {
    await openSession(context, provider, "dwho");
    const app = await openApp(workspace);
    await expect(app.getByText("Doctor Who")).toBeVisible();
    await endSession(context, provider);
    await workspace.closeApp();
    await context.clearCookies({ domain: "localhost" });
    const reopened = await workspace.openApp();
    const window = await workspace.clickForWindow("Sign in");
    await signInAt(window, "dwho");
    await expect(reopened.getByText("Doctor Who")).toBeVisible();
  });

  test("the provider's keys change between two sign-ins", async ({
    workspace,
    context,
    provider,
  }) => {
    await openSession(context, provider, "dwho");
    const app = await openApp(workspace);
    await expect(app.getByText("Doctor Who")).toBeVisible();
    await provider.rotateKeys();
    await workspace.closeApp();
    await context.clearCookies({ domain: "localhost" });
    const reopened = await workspace.openApp();
    await expect(reopened.getByText("Doctor Who")).toBeVisible();
  });

  test("sign out everywhere ends the provider's session, which asks to confirm it", async ({
    workspace,
    context,
    provider,
  }) => {
    await openSession(context, provider, "dwho");
    const app = await openApp(workspace);
    await app.getByText("Doctor Who").click();
    const confirmation = await workspace.clickForWindow("Sign out everywhere");
    await confirmation.getByRole("button", { name: "Accept" }).click();
    await expect.poll(() => confirmation.isClosed()).toBe(true);
    await expect(app.getByText("You are signed out")).toBeVisible();
    const window = await workspace.clickForWindow("Sign in");
    await expect(window.locator("#passwordfield")).toBeVisible();
  });

  test("the last agent is not signed in at the next agent's desk", async ({
    workspace,
    context,
    provider,
    page,
  }) => {
    await openSession(context, provider, "dwho");
    const app = await openApp(workspace);
    await expect(app.getByText("Doctor Who")).toBeVisible();
    await page.getByRole("button", { name: "Ana Carolina Silva" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Kwame Mensah" }).click();
    const next = await openApp(workspace);
    await expect(next.getByText("Another agent was signed in here")).toBeVisible();
    // LemonLDAP::NG ignores `prompt=select_account`, and returns the last agent.
    const window = await workspace.clickForWindow("Sign in");
    await expect.poll(() => window.isClosed()).toBe(true);
    await expect(next.getByText("Another agent was signed in here")).toBeVisible();
    const again = await workspace.clickForWindow("Sign in");
    // Its script renames the button after the page has loaded, so the name cannot be waited for.
    await again.locator("#upgrd button[type=submit]").click();
    await signInAt(again, "rtyler");
    await expect(next.getByText("Rose Tyler")).toBeVisible();
  });
});

test.describe("third-party cookies blocked", () => {
  test.use({ thirdPartyCookies: "blocked" });

  test("one click: the window hands the code over", async ({ workspace, context, provider }) => {
    await openSession(context, provider, "dwho");
    const app = await openApp(workspace);
    const window = await workspace.clickForWindow("Sign in");
    await expect(app.getByText("Doctor Who")).toBeVisible();
    expect(window.isClosed()).toBe(true);
  });

  test("a wrong password is the provider's to say, and the right one signs in", async ({
    workspace,
  }) => {
    const app = await openApp(workspace);
    const window = await workspace.clickForWindow("Sign in");
    await signInAt(window, "dwho", "wrong");
    await expect(window.getByText("Wrong credentials")).toBeVisible();
    await signInAt(window, "dwho");
    await expect(app.getByText("Doctor Who")).toBeVisible();
  });

  test("an agent who is in none of the groups reads so", async ({ workspace }) => {
    const app = await openApp(workspace);
    const window = await workspace.clickForWindow("Sign in");
    await signInAt(window, "msmith");
    await expect(app.getByText("Your account doesn't have access to this app")).toBeVisible();
  });

  test("consent is asked for in the window: refused first, then given", async ({
    workspace,
    context,
    provider,
  }) => {
    await provider.askForConsent(true);
    await openSession(context, provider, "rtyler");
    const app = await openApp(workspace);
    const refused = await workspace.clickForWindow("Sign in");
    await refused.getByRole("button", { name: "Refuse" }).click();
    await expect(app.getByText("You are not signed in", { exact: true })).toBeVisible();
    const window = await workspace.clickForWindow("Try again");
    await window.getByRole("button", { name: "Accept" }).click();
    await expect(app.getByText("Rose Tyler")).toBeVisible();
    await provider.askForConsent(false);
  });
});
