import { defaultMessages } from "../../lib/messages";
import { expect, test } from "./fixtures";

test.beforeEach(async ({ workspace }) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).click();
  await app.getByRole("heading", { name: defaultMessages.appName }).waitFor();
});

// #region example
test("a closed tab disappears after the app's cleanup, and its notes are kept", async ({
  workspace,
}) => {
  await workspace.app().getByLabel("Notes on this contact").fill("wants a refund");
  await workspace.closeApp();
  await expect(workspace.log("workspace").filter({ hasText: "App destroyed: end" })).toBeVisible();
  await expect(workspace.frames()).toHaveCount(0);
  await expect(workspace.log("up", "appLifecycleHandlerCompleted").last()).toContainText("destroy");

  const reopened = await workspace.openApp();
  await expect(reopened.getByLabel("Notes on this contact")).toHaveValue("wants a refund");
});
// #endregion example

test("an app whose contact is in the background is stopped, and started again", async ({
  workspace,
  page,
}) => {
  await page.getByRole("button", { name: "Idle desk" }).click();
  await page.getByLabel("Messages of").selectOption("all");
  await expect(workspace.log("down", "appLifecycle").last()).toContainText("stop");
  await page.getByRole("button", { name: "Nikki Wolf", exact: true }).click();
  await expect(workspace.log("down", "appLifecycle").last()).toContainText("start");
  await expect(workspace.app().getByText("In front")).toBeVisible();
});

test("a closed contact takes its app with it", async ({ workspace, page }) => {
  await page.getByRole("button", { name: /^End / }).click();
  await expect(workspace.app().getByText("After-contact work")).toBeVisible();
  await page.getByRole("button", { name: /^Close (?!app)/ }).click();
  await expect(workspace.frames()).toHaveCount(0);
});
