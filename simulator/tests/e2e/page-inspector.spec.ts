import { readFile } from "node:fs/promises";
import { starterApp } from "../../registration";
import { expect, test } from "../../../tests/e2e/fixtures";

test.describe("the inspector", () => {
  test.beforeEach(async ({ workspace }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
  });

  test("pairs a response with its request and says how long it took", async ({
    workspace,
    page,
  }) => {
    const response = workspace.log("down", "response").filter({ hasText: "agent/getARN" }).first();
    await expect(response.locator("summary")).toContainText(/agent\/getARN[\d.]+ ms/);
    await response.locator("summary").click();
    await page.getByPlaceholder("Filter").fill("response");
    await response.getByRole("button", { name: /^Show question/ }).click();
    const request = workspace.log("up", "request").filter({ hasText: "agent/getARN" }).first();
    await expect(request.locator("summary")).toBeFocused();
    await expect(request).toContainText('"command": "agent/getARN"');
  });

  test("filters, pauses, copies and clears", async ({ workspace, page, context, site }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], {
      origin: site.workspace,
    });
    const rows = page.getByRole("complementary").locator("[data-direction]");
    await page.getByPlaceholder("Filter").fill("getARN");
    await expect(rows).toHaveCount(2);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied).toMatchObject([
      { direction: "up", message: { command: "agent/getARN" } },
      { direction: "down", message: { type: "response", isError: false } },
    ]);

    await page.getByPlaceholder("Filter").fill("appLifecycle");
    const shown = await rows.count();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Idle desk" }).click();
    await page.getByLabel("Messages of").selectOption("all");
    await expect(page.getByText(/\d newer/)).toBeVisible();
    await expect(rows).toHaveCount(shown);
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(workspace.log("down", "appLifecycle").last()).toContainText("stop");

    await page.getByRole("button", { name: "Clear" }).click();
    await expect(rows).toHaveCount(0);
  });

  test("saves what it shows, without customer data", async ({ workspace, page }) => {
    await page.getByRole("button", { name: "Attributes" }).click();
    await page.getByLabel("orderId").fill("O-4711");
    await page.keyboard.press("Escape");
    await workspace.signInToApp();
    await page.getByPlaceholder("Filter").fill("getAttributes");
    await expect(workspace.log("down", "response").first()).toBeVisible();
    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const download = await started;
    expect(download.suggestedFilename()).toMatch(/^messages-.*\.json$/);
    const text = await readFile(await download.path(), "utf8");
    const report = JSON.parse(text);
    expect(report.page).toEqual({
      version: expect.stringMatching(/^\d+\./),
      browser: expect.stringContaining("Mozilla"),
    });
    expect(report.apps[0].permissions).toEqual(starterApp.permissions);
    expect(report.messages.length).toBeGreaterThan(1);
    expect(text).toContain('"orderId": "[redacted]"');
    expect(text).not.toContain("O-4711");
  });

  test("finds the messages of a contact that is over", async ({ workspace, page }) => {
    const call = await page.getByRole("main").getByRole("heading").first().textContent();
    await page.getByRole("button", { name: `End ${call}` }).click();
    await page.getByRole("button", { name: `Close ${call}` }).click();
    await expect(workspace.frames()).toHaveCount(0);
    await workspace.acceptContact("chat");
    const choice = page.getByLabel("Messages of");
    const option = choice.getByRole("option", { name: `${call}, over` });
    await choice.selectOption((await option.getAttribute("value")) ?? "");
    await expect(workspace.log("down", "appLifecycle").last()).toContainText("destroy");
    await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(1);
    await page.getByRole("button", { name: "Clear" }).click();
    await choice.selectOption("all");
    await expect(option).toHaveCount(0);
  });

  test("shows one instance's messages alone", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    await workspace.openApp();
    await workspace.log("up", "connect-app-host-init").waitFor();
    await page.getByLabel("Messages of").selectOption("all");
    await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(2);
    const [first] = await workspace.frames().all();
    const id = await first?.locator("..").getAttribute("data-instance-id");
    await page.getByLabel("Messages of").selectOption(id ?? "");
    await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(1);
    await expect(workspace.log("down", "appLifecycle").last()).toContainText("stop");
  });
});
