import { expect, test } from "./fixtures";

test.use({ appSettings: { AUTH_ALLOWED_GROUPS: "supervisors", AUTH_OIDC_SCOPE: "openid groups" } });

test("an agent whom the app's policy refuses is told so", async ({ workspace }) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).click();
  await expect(app.getByText("Your account doesn't have access to this app")).toBeVisible();
});
