import { starterApp } from "../../registration";
import { expect, test } from "../../../tests/e2e/fixtures";

test.describe("apps", () => {
  test("are launched with a path and parameters, several for one contact, and side by side", async ({
    workspace,
    page,
  }) => {
    await workspace.acceptContact("chat");
    await workspace.openApp();
    await workspace.openMenu("Apps");
    await page.getByLabel("Path, appended to the access URL").fill("?from=screen-pop");
    await page.getByLabel("Parameters, as JSON").fill("[1]");
    await page.getByLabel("Launch key").fill("second");
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Parameters are an object");
    await page.getByLabel("Parameters, as JSON").fill('{"order": 42}');
    await page.getByRole("button", { name: "Launch", exact: true }).click();

    await expect(workspace.frames()).toHaveCount(2);
    await expect(workspace.frames().last()).toHaveAttribute("src", /\?from=screen-pop$/);
    await page.getByPlaceholder("Filter").fill('"order":42');
    await expect(workspace.log("down", "appLifecycle").first()).toContainText("create");

    const tabs = page.getByRole("list", { name: "Open apps" });
    await tabs.getByRole("button", { name: starterApp.name, exact: true }).first().click();
    await expect(workspace.frames().first()).toBeVisible();
    await expect(workspace.frames().last()).toBeHidden();
    await tabs
      .getByRole("button", { name: `Show ${starterApp.name} beside` })
      .last()
      .click();
    await expect(page.locator("iframe:visible")).toHaveCount(2);
    await tabs.getByRole("button", { name: "Home" }).click();
    await expect(page.getByRole("heading", { name: "Contact details" })).toBeVisible();
    await expect(workspace.frames()).toHaveCount(2);
  });

  test("that are pinned open by themselves with a new contact", async ({ workspace, page }) => {
    await page.getByRole("checkbox", { name: `Pin ${starterApp.name}` }).check();
    await workspace.acceptContact("chat");
    await expect(workspace.app().getByRole("button", { name: "Sign in" })).toBeVisible();
  });

  test("of all contacts keep one frame while contacts change", async ({ workspace, page }) => {
    await page.getByRole("tab", { name: "Registration" }).click();
    await page.getByRole("radio", { name: "CROSS_CONTACTS" }).check();
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
    await workspace.acceptContact("task");
    await expect(page.getByRole("list", { name: "Open apps" })).toContainText("all contacts");
    await expect(workspace.app().getByRole("button", { name: "Sign in" })).toBeVisible();
    await expect(workspace.frames()).toHaveCount(1);
  });

  test("are shown at the widths that agents have", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    const width = () => app.locator("html").evaluate(() => innerWidth);
    for (const px of [320, 400]) {
      await page.getByRole("radio", { name: `${px} px` }).check({ force: true });
      await expect.poll(width).toBe(px);
    }
    await page.getByRole("radio", { name: "Full" }).check({ force: true });
    await expect.poll(width).toBeGreaterThan(400);
  });
});

test("an app's colours follow the theme of the page", async ({ workspace, page }) => {
  // Playwright's own colour scheme would stand in for what the page hands to the frame.
  await page.emulateMedia({ colorScheme: null });
  await workspace.acceptContact("chat");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).waitFor();
  const colours = () =>
    app.locator("html").evaluate((html) => ({
      dark: matchMedia("(prefers-color-scheme: dark)").matches,
      page: getComputedStyle(html.ownerDocument.body).backgroundColor,
    }));
  const light = { dark: false, page: "rgb(255, 255, 255)" };
  const dark = { dark: true, page: "rgb(22, 29, 38)" };
  for (const [theme, expected] of [
    ["Dark", dark],
    ["Light", light],
    ["Dark", dark],
  ] as const) {
    await workspace.openMenu("Theme");
    await page.getByRole("radio", { name: theme }).check();
    await page.keyboard.press("Escape");
    await expect.poll(colours).toEqual(expected);
  }
});

test("the next frame gets what the registration grants", async ({ workspace }) => {
  await workspace.chooseRegistration("User.Details.View", false);
  await workspace.chooseRegistration("allow-downloads", true);
  await workspace.chooseRegistration("clipboard-write", true);
  await workspace.acceptContact("voice call");
  await workspace.openApp();
  const frame = workspace.frames();
  await expect(frame).toHaveAttribute("sandbox", /\ballow-downloads\b/);
  await expect(frame).toHaveAttribute("allow", "clipboard-write");
  const refused = workspace.log("down", "response").filter({ hasText: "agent/getARN" });
  await expect(refused).toContainText("failed");
  await refused.locator("summary").click();
  await expect(refused).toContainText("App does not have permission for this request");

  await workspace.chooseRegistration("*", true);
  await workspace.acceptContact("chat");
  await workspace.openApp();
  await expect(refused).not.toContainText("failed");
});

test("the language that was chosen stays after a reload, and apps get it", async ({
  workspace,
  page,
}) => {
  await workspace.openMenu("Language");
  await page.getByRole("radio", { name: "日本語" }).check();
  expect((await workspace.snapshot()).settings.language).toBe("ja_JP");
  await page.reload();
  await page.waitForFunction(() => "workspace" in globalThis);
  expect((await workspace.snapshot()).settings.language).toBe("ja_JP");
});
