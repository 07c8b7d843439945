import { expect, test } from "./fixtures";

const ana = "Ana Carolina Silva";

test.use({ thirdPartyCookies: "allowed" });

test("a provider that leaves the agent's claims to userinfo, in another key and algorithm: no click", async ({
  workspace,
  site,
}) => {
  await site.setQuirks({ thinIdToken: true, signingAlg: "ES256", signingKey: 1 });
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await expect(app.getByText(ana)).toBeVisible();
});

for (const silent of ["page", "unanswered"] as const) {
  test(`a provider whose answer to a silent request is ${silent}: one click`, async ({
    workspace,
    site,
  }) => {
    await site.setQuirks({ silent });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click({ timeout: 10_000 });
    await expect(app.getByText(ana)).toBeVisible();
  });
}

test("a provider that resumes the silent request at the next login: one click, one login", async ({
  workspace,
  site,
  context,
}) => {
  await context.clearCookies({ domain: "127.0.0.1" });
  await site.setQuirks({ resumesSilent: true });
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  const signInWindow = await workspace.clickForWindow("Sign in");
  await signInWindow.getByRole("button", { name: ana }).click();
  await expect(app.getByText(ana)).toBeVisible();
});

test("a provider that ignores the sign-out: the app does not say that the session there has ended", async ({
  workspace,
  site,
}) => {
  await site.setQuirks({ signOutIgnored: true });
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByText(ana).click();
  await app.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(app.getByRole("heading", { name: "You are signed out of this app" })).toBeVisible();
  await expect(app.getByText("You are also signed out")).toBeHidden();
});

test("a provider that signs out: the app says so once the window is back", async ({
  workspace,
}) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByText(ana).click();
  await app.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(app.getByText("You are also signed out")).toBeVisible();
});
