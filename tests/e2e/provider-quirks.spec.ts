import { defaultQuirks } from "../../simulator/idp/quirks";
import type { providerScenarios } from "../../simulator/scenarios/provider-scenarios";
import { expect, test } from "./fixtures";
import type { WorkspacePage } from "./workspace-page";

const ana = "Ana Carolina Silva";
const kwame = "Kwame Mensah";

/** Groups the tests of one provider, whose scenario opens the app in a call. */
function at(name: keyof typeof providerScenarios, tests: () => void): void {
  test.describe(name, () => {
    test.use({ scenario: name });
    tests();
  });
}

test.use({ thirdPartyCookies: "allowed" });

for (const name of ["provider-thin-id-token", "provider-new-key"] as const) {
  at(name, () => {
    test("no click", async ({ workspace }) => {
      await expect(workspace.app().getByText(ana)).toBeVisible();
    });
  });
}

for (const name of ["provider-page-on-silent", "provider-silent-unanswered"] as const) {
  at(name, () => {
    test("one click", async ({ workspace }) => {
      const app = workspace.app();
      await app.getByRole("button", { name: "Sign in" }).click({ timeout: 10_000 });
      await expect(app.getByText(ana)).toBeVisible();
    });
  });
}

for (const name of ["provider-clock-ahead", "provider-secret-in-body"] as const) {
  at(name, () => {
    test("no sign-in, as the provider and the settings do not fit", async ({ workspace }) => {
      const app = workspace.app();
      await app.getByRole("button", { name: "Sign in" }).click({ timeout: 10_000 });
      await expect(app.getByText("You are not signed in", { exact: true })).toBeVisible();
    });
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

/** Signs Ana in to the app, and lets Kwame take over the desk and open the app in a contact. */
async function changeAgent(workspace: WorkspacePage) {
  const app = workspace.app();
  await app.getByRole("button", { name: "Sign in" }).click();
  await expect(app.getByText(ana)).toBeVisible();
  await workspace.changeAgent(ana, "kwame");
  await workspace.acceptContact("voice call");
  const next = await workspace.openApp();
  await expect(next.getByText("Another agent was signed in here")).toBeVisible();
  return next;
}

at("provider-ignores-account-choice", () => {
  test("the next agent is signed in, as the provider's session is theirs", async ({
    workspace,
  }) => {
    const app = await changeAgent(workspace);
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText(kwame)).toBeVisible();
  });
});

at("provider-refuses-account-choice", () => {
  test("the second click asks the next agent for the password instead", async ({ workspace }) => {
    const app = await changeAgent(workspace);
    const refused = await workspace.clickForWindow("Sign in");
    await expect.poll(() => refused.isClosed()).toBe(true);
    const window = await workspace.clickForWindow("Try again");
    await window.getByRole("button", { name: kwame }).click();
    await expect(app.getByText(kwame)).toBeVisible();
  });
});

at("provider-needs-sign-out-hint", () => {
  test("the window fetches a fresh ID token, and the session there ends", async ({ workspace }) => {
    const app = workspace.app();
    await app.getByText(ana).click();
    await app.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(app.getByText("You are also signed out")).toBeVisible();
    const signInWindow = await workspace.clickForWindow("Sign in");
    await expect(signInWindow.getByRole("button", { name: ana })).toBeVisible();
  });
});

at("provider-ignores-sign-out", () => {
  test("the app does not say that the session there has ended", async ({ workspace }) => {
    const app = workspace.app();
    await app.getByText(ana).click();
    await app.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(
      app.getByRole("heading", { name: "You are signed out of this app" }),
    ).toBeVisible();
    await expect(app.getByText("You are also signed out")).toBeHidden();
  });
});

at("provider-ignores-sign-out", () => {
  test("the Faults menu shows the scenario's quirks, and ends them", async ({
    page,
    site,
    workspace,
  }) => {
    await expect(workspace.app().getByText(ana)).toBeVisible();
    const quirks = async () => (await fetch(`${site.identityProvider}/quirks`)).json();
    expect(await quirks()).toEqual({ ...defaultQuirks, signOutIgnored: true });
    await page.getByRole("button", { name: "Faults" }).click();
    await page.getByText("The identity provider’s part").click();
    await page.getByLabel("selectAccount").selectOption("refused");
    await expect.poll(quirks).toMatchObject({ signOutIgnored: true, selectAccount: "refused" });
    await page.getByRole("button", { name: "As usual" }).click();
    await expect(page.getByLabel("signOutIgnored")).not.toBeChecked();
    expect(await quirks()).toEqual(defaultQuirks);
  });

  test("the scenario's quirks end with the next scenario", async ({ page, workspace, site }) => {
    await page.goto(`${workspace.url}/?scenario=voice-call`);
    await expect(page.getByRole("button", { name: "Faults" })).toBeVisible();
    const response = await fetch(`${site.identityProvider}/quirks`);
    expect(await response.json()).toEqual(defaultQuirks);
  });
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
