import { defaultSandbox } from "../../simulator/registration";
import { expect, test } from "./fixtures";

type Sandbox = typeof defaultSandbox;

/** The app on the desk, registered with these tokens of the sandbox. */
function withSandbox(sandbox: Sandbox) {
  return { scenario: { registration: { iframeConfig: { sandbox } }, apps: [{}] } };
}

const without = (missing: string) => withSandbox(defaultSandbox.filter((each) => each !== missing));

test.describe("an app whose registration lacks allow-popups", () => {
  test.use({ ...without("allow-popups"), thirdPartyCookies: "blocked" });

  test("names what its administrator must add, and offers no useless button", async ({
    workspace,
  }) => {
    const app = workspace.app();
    await expect(app.getByText("add allow-popups to the sandbox")).toBeVisible();
    await expect(app.getByRole("button")).toHaveCount(0);
    await expect(app.getByRole("link")).toHaveCount(0);
  });
});

test.describe("an app whose registration lacks allow-popups, with third-party cookies", () => {
  test.use({ ...without("allow-popups"), thirdPartyCookies: "allowed" });

  test("signs in silently, and names the token where a click would be needed", async ({
    workspace,
  }) => {
    const app = workspace.app();
    await app.getByText("Ana Carolina Silva").click();
    await app.getByRole("button", { name: "Sign out of this app" }).click();
    await expect(app.getByText("add allow-popups to the sandbox")).toBeVisible();
    await expect(app.getByRole("button")).toHaveCount(0);
  });
});

test.describe("an app whose registration lacks allow-same-origin", () => {
  test.use(without("allow-same-origin"));

  test("names what its administrator must add", async ({ workspace }) => {
    const app = workspace.app();
    await expect(app.getByText("add allow-same-origin to the sandbox")).toBeVisible();
  });
});

test.describe("an app whose registration has only the default sandbox", () => {
  test.use({ ...withSandbox(defaultSandbox), thirdPartyCookies: "blocked" });

  test("names what a sign-in window that dies needs", async ({ workspace, context }) => {
    await context.clearCookies({ domain: "127.0.0.1" });
    const app = workspace.app();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText("add allow-popups-to-escape-sandbox to the sandbox")).toBeVisible();
  });
});
