import { expect, test } from "./fixtures";

test.use({
  appSettings: {
    AUTH_OIDC_CLAIMS: "userinfo",
    AUTH_OIDC_SCOPE: "openid profile email",
    AUTH_ALLOWED_EMAIL_DOMAINS: "example.com",
  },
});

test("an app that takes the userinfo endpoint's claims lets in by their verified e-mail", async ({
  workspace,
}) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).click();
  await expect(app.getByText("Ana Carolina Silva")).toBeVisible();
});
