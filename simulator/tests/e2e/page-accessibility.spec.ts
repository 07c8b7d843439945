import type { Page } from "@playwright/test";
import { findFaults } from "../../../tests/e2e/axe";
import { expect, test } from "../../../tests/e2e/fixtures";

test.describe("without a mouse", () => {
  /** Tabs on until the control of that name has the focus. */
  async function tabTo(page: Page, name: string | RegExp) {
    const control = page.getByRole("button", { name }).first();
    await expect(async () => {
      await page.keyboard.press("Tab");
      await expect(control).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0], timeout: 20_000 });
  }

  test("a contact is accepted, its app opened and closed", async ({ workspace, page }) => {
    await tabTo(page, "New chat");
    await page.keyboard.press("Enter");
    await tabTo(page, /^Accept /);
    await page.keyboard.press("Enter");
    await tabTo(page, /^Open app /);
    await page.keyboard.press("Enter");
    await workspace.app().getByRole("button", { name: "Sign in" }).waitFor();
    await tabTo(page, /^Close app /);
    await page.keyboard.press("Space");
    await expect(workspace.frames()).toHaveCount(0);
  });
});

for (const theme of ["Light", "Dark"]) {
  test(`axe finds nothing in the ${theme.toLowerCase()} page`, async ({ workspace, page }) => {
    test.slow();
    const findings = (part = "body") => findFaults(page.mainFrame(), { part });
    await workspace.openMenu("Theme");
    await page.getByRole("radio", { name: theme }).check();
    await expect(page.locator("html")).toHaveCSS("color-scheme", theme.toLowerCase());
    await page.keyboard.press("Escape");
    expect(await findings()).toEqual([]);

    await workspace.acceptContact("voice call");
    await page.getByRole("button", { name: "New email" }).click();
    await workspace.openApp();
    await workspace.log("down", "response").first().locator("summary").click();
    expect(await findings()).toEqual([]);

    const menus = ["Agent status", "Apps", "Faults", "Scenarios", "Theme", "Language"];
    for (const menu of [...menus, "Ana Carolina Silva"]) {
      await workspace.openMenu(menu);
      expect(await findings(":popover-open"), menu).toEqual([]);
      await page.keyboard.press("Escape");
    }
    for (const menu of ["Attributes", "Number pad"]) {
      await page.getByRole("button", { name: menu }).click();
      expect(await findings(":popover-open"), menu).toEqual([]);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("tab", { name: "Registration" }).click();
    expect(await findings()).toEqual([]);
  });
}

test("the page and its menus fit 320 px, and have no faults in forced colours", async ({
  workspace,
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ forcedColors: "active" });
  for (const menu of ["Theme", "Language", "Scenarios", "Number pad"]) {
    await page.getByRole("button", { name: menu }).click();
    const popover = page.locator(":popover-open");
    expect(await findFaults(page.mainFrame(), { part: ":popover-open" }), menu).toEqual([]);
    const box = await popover.boundingBox();
    expect(box?.x, menu).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), menu).toBeLessThanOrEqual(320);
    const last = popover.locator("button, label").last();
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
    await page.keyboard.press("Escape");
  }
  await workspace.acceptContact("chat");
  await workspace.openApp();
  await page.getByText(/^\d+ messages$/).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
