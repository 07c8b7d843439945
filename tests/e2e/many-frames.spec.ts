import { manyChats } from "../fixtures/many-chats";
import { expect, test } from "./fixtures";
import { WorkspacePage } from "./workspace-page";

const ana = "Ana Carolina Silva";

test.describe("ten frames opened at once", () => {
  const scenario = manyChats(10);
  test.use({ thirdPartyCookies: "allowed" });

  test("make one silent attempt, which signs all of them in", async ({ page, context, site }) => {
    const attempts: string[] = [];
    context.on("request", (request) => {
      if (request.url().includes("prompt=none")) attempts.push(request.url());
    });
    await new WorkspacePage(page, site.workspace).open("ana", scenario);
    const frames = page.locator("[data-instance-id] iframe");
    await expect(frames).toHaveCount(10);
    for (const frame of await frames.all()) {
      await expect(frame.contentFrame().getByText(ana)).toHaveCount(1, { timeout: 20_000 });
    }
    expect(attempts).toHaveLength(1);
  });

  test("make one silent attempt if it fails, and all ask for a click", async ({
    page,
    context,
    site,
  }) => {
    await site.setQuirks({ silent: "login_required" });
    // Longer than ten frames take to load: one that comes after the failure tries for itself.
    await context.route("**/sign-in/silent?*", async (route) => {
      await page.waitForTimeout(2_000);
      await route.continue();
    });
    const attempts: string[] = [];
    context.on("request", (request) => {
      if (request.url().includes("prompt=none")) attempts.push(request.url());
    });
    await new WorkspacePage(page, site.workspace).open("ana", scenario);
    const frames = page.locator("[data-instance-id] iframe");
    await expect(frames).toHaveCount(10);
    for (const frame of await frames.all()) {
      const signIn = frame.contentFrame().getByText("Sign in", { exact: true });
      await expect(signIn).toHaveCount(1, { timeout: 20_000 });
    }
    expect(attempts).toHaveLength(1);
  });
});

test("a click in a second frame takes the sign-in over, and signs both in", async ({
  workspace,
  page,
  context,
}) => {
  const caller = await workspace.acceptContact("voice call");
  const first = await workspace.openApp();
  await context.clearCookies({ domain: "127.0.0.1" });
  const firstWindow = context.waitForEvent("page");
  await first.getByRole("button", { name: "Sign in" }).click();
  await (await firstWindow).getByRole("button", { name: ana }).waitFor();

  await workspace.acceptContact("chat");
  const second = await workspace.openApp();
  const secondWindow = context.waitForEvent("page");
  await second.getByRole("button", { name: "Sign in" }).click();
  await expect.poll(async () => (await firstWindow).isClosed()).toBe(true);
  await (await secondWindow).getByRole("button", { name: ana }).click();
  await expect(second.getByText(ana)).toBeVisible();
  await page.getByRole("button", { name: caller, exact: true }).click();
  await expect(workspace.app().getByText(ana)).toBeVisible();
});

test("a frame whose sign-in was taken over says so, and can take it back", async ({
  workspace,
  page,
  context,
}) => {
  const caller = await workspace.acceptContact("voice call");
  const first = await workspace.openApp();
  await context.clearCookies({ domain: "127.0.0.1" });
  await first.getByRole("button", { name: "Sign in" }).click();
  await workspace.acceptContact("chat");
  const second = await workspace.openApp();
  const secondWindow = context.waitForEvent("page");
  await second.getByRole("button", { name: "Sign in" }).click();
  await secondWindow;

  await page.getByRole("button", { name: caller, exact: true }).click();
  const back = context.waitForEvent("page");
  await workspace.app().getByRole("button", { name: "Sign in here instead" }).click();
  await (await back).getByRole("button", { name: ana }).click();
  await expect(workspace.app().getByText(ana)).toBeVisible();
});
