import { expect, test } from "./fixtures";

// Another setting than in other files, so that the app starts: it keeps the provider's discovery document for a minute.
test.use({
  appSettings: { AUTH_OIDC_CLOCK_TOLERANCE_SECONDS: "31" },
  scenario: "provider-requires-pushed-requests",
});

test.describe("third-party cookies allowed", () => {
  test.use({ thirdPartyCookies: "allowed" });

  test("a provider that requires pushed requests: no click", async ({ workspace }) => {
    await expect(workspace.app().getByText("Ana Carolina Silva")).toBeVisible();
  });
});

test.describe("third-party cookies blocked", () => {
  test("a provider that requires pushed requests: one click", async ({ workspace }) => {
    const app = workspace.app();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText("Ana Carolina Silva")).toBeVisible();
  });
});
