import { expect, test } from "./fixtures";

test.use({ thirdPartyCookies: "allowed" });

test("a frame that is reloaded connects anew, and the agent is still signed in", async ({
  workspace,
  page,
  site,
}) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("heading", { name: "Starter app" }).waitFor();

  const frame = page.frames().find((each) => each.url() === `${site.app}/`);
  await frame?.evaluate(() => location.reload());
  await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(2);
  await expect(app.getByText("In front")).toBeVisible();
  await expect(app.getByText("C-1001").first()).toBeVisible();
});
