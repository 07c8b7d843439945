import { expect, test } from "./fixtures";

const ana = "Ana Carolina Silva";

// Other settings than those of other files start a server of this file's own, which has no discovery document yet.
test.use({ thirdPartyCookies: "allowed", appSettings: { AUTH_SESSION_IDLE_MINUTES: "59" } });
test.describe.configure({ mode: "default" });

test("an identity provider that is dead is named, and a later try succeeds", async ({
  workspace,
  site,
}) => {
  await site.setQuirks({ down: true });
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).click();
  await expect(app.getByText("Couldn't reach the sign-in service")).toBeVisible();
  await site.setQuirks({ down: false });
  // A failed request for the discovery document is made again after 5 s.
  await expect(async () => {
    const again = app.getByRole("button", { name: /^(Try again|Open it again)$/ });
    if (await again.isVisible()) await again.click();
    await expect(app.getByText(ana)).toBeVisible({ timeout: 8_000 });
  }).toPass();
});

test("an identity provider that has gone down is noticed in the window, which can be opened again", async ({
  workspace,
  site,
  context,
}) => {
  await workspace.acceptContact("voice call");
  await site.setQuirks({ silent: "login_required" });
  const app = await workspace.openApp();
  const open = app.getByRole("button", { name: "Sign in" });
  await open.waitFor();
  await site.setQuirks({ down: true });
  const opened = context.waitForEvent("page");
  await open.click();
  await (await opened).waitForURL(`${site.identityProvider}/**`);
  await app.getByText("Continue in the sign-in window").waitFor();
  await site.setQuirks({ down: false });
  await app.getByRole("button", { name: "Open it again" }).click();
  await expect(app.getByText(ana)).toBeVisible();
});
