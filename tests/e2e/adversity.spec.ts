import { expect, test } from "./fixtures";
import type { WorkspacePage } from "./workspace-page";

const ana = "Ana Carolina Silva";

/** Ana signs in to the app and leaves; Kwame signs in to the workspace. */
async function leaveDeskToKwame(workspace: WorkspacePage) {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await expect(app.getByText(ana)).toBeVisible();
  await workspace.changeAgent(ana, "kwame");
}

test.describe("third-party cookies allowed", () => {
  test.use({ thirdPartyCookies: "allowed" });

  test("an identity provider that requires a sign-in costs one click", async ({
    workspace,
    site,
  }) => {
    await site.setQuirks({ silent: "login_required" });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText(ana)).toBeVisible();
  });

  test("a slow identity provider makes the silent sign-in give up after 4 s", async ({
    workspace,
    site,
  }) => {
    await site.setQuirks({ delayMs: 20_000 });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await expect(app.getByText("Signing you in…")).toBeVisible();
    const begun = Date.now();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
    expect(Date.now() - begun).toBeLessThan(6_000);
    await site.setQuirks({ delayMs: 0 });
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText(ana)).toBeVisible();
  });

  // #region example
  test("a session that ends while the agent types is renewed silently", async ({
    workspace,
    context,
    page,
    site,
  }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByText(ana).waitFor();
    // After the requests of the start.
    await app.getByText("Nikki Wolf").waitFor();
    await forgetApp(context, site.app);
    const refused = page.waitForResponse((answer) => answer.status() === 401);
    await app.getByLabel("Notes on this contact").fill("wants a refund");
    expect((await refused).url()).toContain("/api/notes/");
    await expect(app.getByText("Saved", { exact: true })).toBeVisible();
    await expect(app.getByLabel("Notes on this contact")).toHaveValue("wants a refund");
    await expect(app.getByRole("button", { name: "Reconnect" })).toHaveCount(0);
  });
  // #endregion example

  test("another agent at the desk is signed in as themselves", async ({ workspace }) => {
    await leaveDeskToKwame(workspace);
    await workspace.acceptContact("voice call");
    const next = await workspace.openApp();
    await expect(next.getByText("Kwame Mensah")).toBeVisible();
    await expect(next.getByText(ana)).toHaveCount(0);
  });

  test("another agent is signed in as themselves even if the workspace does not name them", async ({
    workspace,
  }) => {
    await leaveDeskToKwame(workspace);
    await workspace.setFaults({ deniedPermissions: ["User.Details.View"] });
    await workspace.acceptContact("voice call");
    const next = await workspace.openApp();
    await expect(next.getByText("Kwame Mensah")).toBeVisible();
    await expect(next.getByText(ana)).toHaveCount(0);
  });

  test("another agent does not see the last one's app before the workspace names them", async ({
    workspace,
  }) => {
    await leaveDeskToKwame(workspace);
    await workspace.setFaults({ slowRequests: 4_000 });
    await workspace.acceptContact("voice call");
    const next = await workspace.openApp();
    const first = next.getByText(/^(Ana Carolina Silva|Kwame Mensah)$/).first();
    // At once: what is seen later may be right again.
    expect(await first.textContent()).toBe("Kwame Mensah");
  });
});

test.describe("third-party cookies blocked", () => {
  test("an agent who cancels at the identity provider is told so", async ({
    workspace,
    context,
  }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await context.clearCookies({ domain: "127.0.0.1" });
    const signInWindow = await workspace.clickForWindow("Sign in");
    await signInWindow.getByRole("button", { name: "Cancel" }).click();
    await expect(app.getByText("was cancelled")).toBeVisible();
  });

  test("a workspace that names the agent late does not disturb an open sign-in window", async ({
    workspace,
    context,
  }) => {
    await workspace.acceptContact("voice call");
    await workspace.setFaults({ slowRequests: 5_000 });
    const app = await workspace.openApp();
    await context.clearCookies({ domain: "127.0.0.1" });
    const signInWindow = await workspace.clickForWindow("Sign in");
    const told = workspace.log("down", "response").filter({ hasText: "agent/getARN" });
    await expect(told).toHaveCount(1);
    await signInWindow.getByRole("button", { name: ana }).click();
    await expect(app.getByText(ana)).toBeVisible();
  });

  test("an agent whom the identity provider refuses is told so", async ({ workspace, site }) => {
    await site.setQuirks({ deny: true });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText("Sign-in was cancelled or refused")).toBeVisible();
  });

  test("an agent whose claims do not fit the session is told so", async ({ workspace, site }) => {
    await site.setQuirks({ nameLength: 2_000 });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText("Your account has too much data for this app")).toBeVisible();
  });

  test("a blocked pop-up is replaced by a link, which signs in", async ({ workspace, page }) => {
    await page.addInitScript(() => {
      window.open = () => null;
    });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await app.getByRole("link", { name: "Open the sign-in page" }).click();
    await expect(app.getByText(ana)).toBeVisible();
  });

  test("another agent at the desk does not see the last one's app", async ({ workspace }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText(ana)).toBeVisible();
    await workspace.changeAgent(ana, "kwame");
    await workspace.acceptContact("voice call");
    const next = await workspace.openApp();
    await expect(next.getByText("Another agent was signed in here")).toBeVisible();
    const signInWindow = await workspace.clickForWindow("Sign in");
    await signInWindow.getByRole("button", { name: "Kwame Mensah" }).click();
    await expect(next.getByText("Kwame Mensah")).toBeVisible();
  });

  test("another agent whom the workspace does not name does not see the last one's app", async ({
    workspace,
  }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText(ana)).toBeVisible();
    await workspace.changeAgent(ana, "kwame");
    await workspace.setFaults({ deniedPermissions: ["User.Details.View"] });
    await workspace.acceptContact("voice call");
    const next = await workspace.openApp();
    await next.getByRole("button", { name: "Sign in" }).click();
    await expect(next.getByText("Kwame Mensah")).toBeVisible();
    await expect(next.getByText(ana)).toHaveCount(0);
  });

  test("signing out of the app ends its session in every frame", async ({ workspace, page }) => {
    const caller = await workspace.acceptContact("voice call");
    const first = await workspace.openApp();
    await first.getByRole("button", { name: "Sign in" }).click();
    await expect(first.getByText(ana)).toBeVisible();
    await workspace.acceptContact("chat");
    const second = await workspace.openApp();
    await second.getByText(ana).click();
    await second.getByRole("button", { name: "Sign out of this app" }).click();
    await expect(second.getByText("You are signed out")).toBeVisible();
    await page.getByRole("button", { name: caller, exact: true }).click();
    await expect(workspace.app().getByText("You are signed out")).toBeVisible();

    await workspace.acceptContact("task");
    const third = await workspace.openApp();
    await expect(third.getByText("You are signed out")).toBeVisible();
  });

  test("signing out everywhere ends the session at the identity provider", async ({
    workspace,
  }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await app.getByText(ana).click();
    const signOutWindow = await workspace.clickForWindow("Sign out everywhere");
    await expect.poll(() => signOutWindow.isClosed()).toBe(true);
    const signInWindow = await workspace.clickForWindow("Sign in");
    await expect(signInWindow.getByRole("button", { name: ana })).toBeVisible();
  });
});

// #region example
/** Ends the app's session in the browser, as its own end would. */
async function forgetApp(context: import("@playwright/test").BrowserContext, app: string) {
  await context.clearCookies({ domain: new URL(app).hostname });
}
// #endregion example
