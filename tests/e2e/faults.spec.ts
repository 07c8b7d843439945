import { expect, test } from "./fixtures";

test("a silent workspace is reported, and the agent can retry", async ({ workspace, page }) => {
  await workspace.acceptContact("voice call");
  await page.getByRole("button", { name: "Faults" }).click();
  await page.getByLabel("Silent workspace").check();
  await page.keyboard.press("Escape");
  const app = await workspace.openApp();
  await expect(app.getByText("didn't respond in time")).toBeVisible();
  // The workspace says so too, over the frame, when its own time-out has passed.
  await page.getByRole("button", { name: "Dismiss" }).click({ timeout: 15_000 });

  await page.getByRole("button", { name: "Faults" }).click();
  await page.getByLabel("Silent workspace").uncheck();
  await page.keyboard.press("Escape");
  await app.getByRole("button", { name: "Try again" }).click();
  await expect(app.getByRole("button", { name: "Sign in" })).toBeVisible();
});

test("a fatal error removes the frame at once, without a destroy", async ({ workspace, page }) => {
  // A browser API that fails outside every page's error boundary.
  await page.addInitScript(() => {
    document.hasFocus = () => {
      throw new Error("planted");
    };
  });
  await workspace.acceptContact("voice call");
  await workspace.page.getByRole("button", { name: "Open app" }).click();
  await expect(workspace.log("up", "closeApp")).toBeVisible();
  await expect(workspace.frames()).toHaveCount(0);
  await expect(workspace.log("down", "appLifecycle").filter({ hasText: "destroy" })).toHaveCount(0);
});

test("a browser that refuses channels between frames does not end the app", async ({
  workspace,
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "BroadcastChannel", {
      value: class {
        constructor() {
          throw new DOMException("The operation is insecure.", "SecurityError");
        }
      },
    });
  });
  await workspace.acceptContact("voice call");
  await workspace.openApp();
  await workspace.signInToApp();
});

test("a page that breaks reports to the workspace and can be tried again", async ({
  workspace,
  page,
}) => {
  await workspace.breakSession();
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).click();
  await expect(app.getByText("Something went wrong")).toBeVisible();
  await expect(app.getByRole("button", { name: "Try again" })).toBeVisible();
  await page.getByRole("searchbox").or(page.getByPlaceholder("Filter")).fill("error #31");
  await expect(workspace.log("up", "log").first()).toBeVisible();
});

test("opened in a window of its own, the app says what it is", async ({ page, site }) => {
  await page.goto(site.app);
  await expect(page.getByText("runs inside the Amazon Connect agent workspace")).toBeVisible();
});
