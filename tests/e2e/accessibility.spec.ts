import { expectAccessible, expectFit } from "./axe";
import { expect, test } from "./fixtures";
import type { WorkspacePage } from "./workspace-page";

test.use({ thirdPartyCookies: "allowed" });

const ana = "Ana Carolina Silva";

async function reload(workspace: WorkspacePage, path = "/") {
  await workspace
    .app()
    .locator("body")
    .evaluate((_body, to) => location.assign(to), path);
}

test("in a window of its own, working and broken", async ({ page, site }) => {
  await page.goto(site.app);
  await page.getByText("runs inside the Amazon Connect agent workspace").waitFor();
  await expectAccessible(page.mainFrame());

  // Outside every page's error boundary.
  await page.addInitScript(() => {
    document.hasFocus = () => {
      throw new Error("planted");
    };
  });
  await page.reload();
  await page.getByText("This app stopped working").waitFor();
  await expectAccessible(page.mainFrame());
});

for (const path of ["api/auth/callback/oidc?state=x", "sign-in/signed-out?provider=unknown"]) {
  test(`in the sign-in window: ${path}`, async ({ page, site }) => {
    await page.goto(`${site.app}/${path}`);
    await expectAccessible(page.mainFrame());
  });
}

test("while it connects, with a silent workspace, without a page and with a failing page", async ({
  workspace,
  page,
  context,
}) => {
  await page.clock.install();
  // What the server renders stays on screen.
  await context.route("**/_next/static/**/*.js", (route) => route.abort());
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByText("Connecting to the agent workspace").waitFor();
  await expectFit(workspace);

  await context.unroute("**/_next/static/**/*.js");
  await workspace.setFaults({ silent: true });
  await reload(workspace);
  await workspace.log("up").first().waitFor();
  await page.clock.fastForward(5_000);
  await app.getByText("didn't respond in time").waitFor();
  await expectFit(workspace);

  await workspace.setFaults({ silent: false });
  await reload(workspace, "/no-such-page");
  await app.getByText("Page not found").waitFor();
  await expectFit(workspace);

  await workspace.breakSession();
  await context.clearCookies();
  await reload(workspace);
  const signInWindow = await workspace.clickForWindow("Sign in");
  await signInWindow.getByRole("button", { name: ana }).click();
  await app.getByText("Something went wrong").waitFor();
  await expectFit(workspace);
});

test("on the desk of an idle agent, with the menu open", async ({ workspace, page }) => {
  const app = await workspace.openApp();
  await app.getByText("No contact").waitFor();
  await app.getByText(ana).click();
  await expectFit(workspace);

  const signOut = app.getByRole("button", { name: "Sign out of this app" });
  const menu = app.locator("summary");
  await signOut.focus();
  await page.keyboard.press("Escape");
  await expect(signOut).toBeHidden();
  await expect(menu).toBeFocused();
});

test("on the desk of a contact whose details load, fail to load, and are not permitted", async ({
  workspace,
}) => {
  const app = await workspace.openDesk();
  await app.getByText("voice", { exact: true }).waitFor();
  await expectFit(workspace);

  await workspace.setFaults({ failingRequests: ["*"] });
  await reload(workspace);
  await app.getByText("Couldn't load this from the workspace.").nth(1).waitFor();
  await expectFit(workspace);

  await workspace.setFaults({ failingRequests: [], deniedPermissions: ["*"] });
  await app.getByRole("button", { name: "Try again" }).first().click();
  await app.getByText("This app doesn't have permission to show this.").nth(1).waitFor();
  await expectFit(workspace);
});

test("under the bar of a workspace that stopped responding, and when it is closed", async ({
  workspace,
  page,
}) => {
  await page.clock.install();
  // The workspace removes the frame when it has this; it gives up waiting after 10 s.
  await page.addInitScript(() => {
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (message, ...rest: unknown[]) {
      const { type, stage } = Object(message);
      if (type === "appLifecycleHandlerCompleted" && stage === "destroy") return;
      postMessage.apply(this, [message, ...rest] as Parameters<typeof postMessage>);
    };
  });
  const app = await workspace.openDesk();
  await workspace.setFaults({ unhealthy: true });
  for (const _interval of [1, 2, 3, 4]) await page.clock.fastForward(5_000);
  await app.getByText("The agent workspace stopped responding.").waitFor();
  await expectFit(workspace);

  await workspace.closeApp();
  await app.getByText("This app has been closed").waitFor();
  await expectFit(workspace);
});

test("with a ring around every control that the keyboard reaches", async ({ workspace, page }) => {
  const app = await workspace.openDesk();
  const controls = app.locator("summary:visible, button:visible, textarea:visible");
  for (const forcedColors of ["none", "active"] as const) {
    await page.emulateMedia({ forcedColors });
    const background = await app
      .locator("body")
      .evaluate((body) => getComputedStyle(body).backgroundColor);
    await app.locator("body").evaluate((body) => {
      body.tabIndex = -1;
      body.focus();
    });
    for (const control of await controls.all()) {
      await page.keyboard.press("Tab");
      await expect(control).toBeFocused();
      await expect(control).toHaveCSS("outline-style", "solid");
      await expect(control).toHaveCSS("outline-width", "2px");
      await expect(control).not.toHaveCSS("outline-color", background);
    }
  }
});

test.describe("third-party cookies blocked", () => {
  test.use({ thirdPartyCookies: "blocked" });

  test("while signed out, while the agent signs in here or elsewhere, and when that fails", async ({
    workspace,
    page,
    context,
  }) => {
    const caller = await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
    await expectFit(workspace);
    await context.clearCookies({ domain: "127.0.0.1" });
    await app.getByRole("button", { name: "Sign in" }).click();
    await app.getByText("Continue in the sign-in window").waitFor();
    await expectFit(workspace);

    const chat = await workspace.acceptContact("chat");
    const opened = context.waitForEvent("page");
    await (await workspace.openApp()).getByRole("button", { name: "Sign in" }).click();
    const signInWindow = await opened;
    await page.getByRole("button", { name: caller, exact: true }).click();
    await app.getByText("Sign-in is open in another tab").waitFor();
    await expectFit(workspace);

    await signInWindow.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: chat, exact: true }).click();
    await app.getByText("was cancelled").waitFor();
    await expectFit(workspace);

    await page.addInitScript(() => {
      window.open = () => null;
    });
    await workspace.acceptContact("task");
    await (await workspace.openApp()).getByRole("button", { name: "Sign in" }).click();
    await app.getByRole("link", { name: "Open the sign-in page" }).waitFor();
    await expectFit(workspace);
  });

  test("under the bar of a session that has ended", async ({ workspace, page, context, site }) => {
    const caller = await workspace.acceptContact("voice call");
    await workspace.openApp();
    const app = await workspace.signInToApp();
    await context.clearCookies({ domain: new URL(site.app).hostname });
    await page.getByRole("button", { name: "Idle desk" }).click();
    await page.getByRole("button", { name: caller, exact: true }).click();
    await app.getByText("Your session has ended.").waitFor();
    await expectFit(workspace);
  });
});
