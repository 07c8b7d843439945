import type { BrowserContext } from "@playwright/test";
import { defaultSandbox } from "../../simulator/registration";
import { expect, test } from "./fixtures";

const ana = "Ana Carolina Silva";
const withoutEscapeToken = { registration: { iframeConfig: { sandbox: defaultSandbox } } };

/** Ends the agent's session at the identity provider, as its own time-out would. */
function forgetIdentityProvider(context: BrowserContext) {
  return context.clearCookies({ domain: "127.0.0.1" });
}

test.describe("third-party cookies allowed", () => {
  test.use({ thirdPartyCookies: "allowed" });

  test("no click: silent", async ({ workspace, context }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await expect(app.getByText(ana)).toBeVisible();
    expect(context.pages()).toHaveLength(1);
  });

  test("one click when the agent is not signed in at the identity provider", async ({
    workspace,
    context,
  }) => {
    await forgetIdentityProvider(context);
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    const signInWindow = await workspace.clickForWindow("Sign in");
    await signInWindow.getByRole("button", { name: ana }).click();
    await expect(app.getByText(ana)).toBeVisible();
  });

  test.describe("identity provider with an opener policy, registration with the escape token", () => {
    test("no click: silent", async ({ workspace, site }) => {
      await site.setQuirks({ coop: "same-origin", frameOptions: "deny" });
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      await expect(app.getByText(ana)).toBeVisible();
    });

    test("one click: the frame fetches the code that the cut-off window left", async ({
      workspace,
      site,
      context,
    }) => {
      await forgetIdentityProvider(context);
      await site.setQuirks({ coop: "same-origin", frameOptions: "deny" });
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      const signInWindow = await workspace.clickForWindow("Sign in");
      await signInWindow.getByRole("button", { name: ana }).click();
      await expect(app.getByText(ana)).toBeVisible();
      await expect.poll(() => context.pages().length).toBe(1);
    });
  });

  test("a window that was cut off and refused: the frame says so, without a click", async ({
    workspace,
    site,
    context,
  }) => {
    await forgetIdentityProvider(context);
    await site.setQuirks({ coop: "same-origin", deny: true });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText("Sign-in was cancelled")).toBeVisible();
  });

  test.describe("identity provider with an opener policy, registration without the escape token", () => {
    test.use({ scenario: withoutEscapeToken });

    test("no click: silent", async ({ workspace, site }) => {
      await site.setQuirks({ coop: "same-origin", frameOptions: "deny" });
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      await expect(app.getByText(ana)).toBeVisible();
    });

    test("the window fails, and the app names the missing token", async ({
      workspace,
      site,
      context,
    }) => {
      await forgetIdentityProvider(context);
      await site.setQuirks({ coop: "same-origin", frameOptions: "deny" });
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      const signInWindow = await workspace.clickForWindow("Sign in");
      await expect.poll(() => signInWindow.url()).toContain("chrome-error://");
      await expect(app.getByText("allow-popups-to-escape-sandbox")).toBeVisible();
    });
  });
});

test.describe("workspace with an opener policy", () => {
  test.use({ scenario: "?coop=same-origin" });

  test.describe("third-party cookies allowed", () => {
    test.use({ thirdPartyCookies: "allowed" });

    test("one click: the frame picks up what the window left", async ({ workspace, context }) => {
      await forgetIdentityProvider(context);
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      const signInWindow = await workspace.clickForWindow("Sign in");
      await signInWindow.getByRole("button", { name: ana }).click();
      await expect(app.getByText(ana)).toBeVisible();
    });
  });

  test.describe("third-party cookies blocked", () => {
    test("no way in, and the app says what the administrator can do", async ({ workspace }) => {
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      const signInWindow = await workspace.clickForWindow("Sign in");
      await expect.poll(() => signInWindow.isClosed()).toBe(true);
      await expect(app.getByText("the agent workspace cuts off the sign-in window")).toBeVisible();
    });
  });
});

test.describe("third-party cookies blocked", () => {
  test.use({ thirdPartyCookies: "blocked" });

  test("one click: the window posts the code", async ({ workspace }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    const signInWindow = await workspace.clickForWindow("Sign in");
    await expect.poll(() => signInWindow.isClosed()).toBe(true);
    await expect(app.getByText(ana)).toBeVisible();
  });

  test.describe("identity provider with an opener policy, registration with the escape token", () => {
    test("two clicks: a second window posts the code that the first one left", async ({
      workspace,
      site,
    }) => {
      await site.setQuirks({ coop: "same-origin", frameOptions: "deny" });
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      const signInWindow = await workspace.clickForWindow("Sign in");
      await expect.poll(() => signInWindow.isClosed()).toBe(true);
      await app.getByRole("button", { name: "Finish sign-in" }).click();
      await expect(app.getByText(ana)).toBeVisible();
    });

    test("a window that was refused: the second click says so", async ({ workspace, site }) => {
      await site.setQuirks({ coop: "same-origin", deny: true });
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      await app.getByRole("button", { name: "Sign in" }).click();
      await expect(async () => {
        await app.getByRole("button", { name: "Finish sign-in" }).click({ timeout: 1_000 });
        await expect(app.getByText("Sign-in was cancelled")).toBeVisible({ timeout: 1_000 });
      }).toPass();
    });

    test("finishing too early does not change the sign-in", async ({
      workspace,
      site,
      context,
    }) => {
      await forgetIdentityProvider(context);
      await site.setQuirks({ coop: "same-origin" });
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      const signInWindow = await workspace.clickForWindow("Sign in");
      await signInWindow.getByRole("button", { name: ana }).waitFor();
      const early = await workspace.clickForWindow("Finish sign-in");
      await expect(early.getByText("Not signed in yet")).toBeVisible();

      await signInWindow.getByRole("button", { name: ana }).click();
      await expect.poll(() => signInWindow.isClosed()).toBe(true);
      await app.getByRole("button", { name: "Finish sign-in" }).click();
      await expect(app.getByText(ana)).toBeVisible();
    });
  });
});
