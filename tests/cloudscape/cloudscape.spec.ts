import type { FrameLocator, Page } from "@playwright/test";
import { workspaceTheme } from "../../simulator/host/simulated-instance";
import { expect, test } from "../../simulator/playwright";
import { isPolicyViolation, reportPolicyViolations } from "../e2e/policy-violations";

async function listen(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.context().addInitScript(reportPolicyViolations);
  page.on("console", (message) => {
    if (isPolicyViolation(message.text())) violations.push(message.text());
  });
  return violations;
}

/** The button's colour in the mode of the page. */
function buttonColour(app: FrameLocator): Promise<string> {
  return app
    .getByRole("button", { name: "Refund" })
    .evaluate((button) => getComputedStyle(button).backgroundColor);
}

function rgb(token: string, mode: "light" | "dark"): string {
  const value = workspaceTheme.tokens[token];
  const hex = typeof value === "object" ? (value[mode] ?? "") : String(value);
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${parts.join(", ")})`;
}
const primary = "colorBackgroundButtonPrimaryDefault";

test("a page with the nonce in a meta element has the workspace's theme, light and dark", async ({
  page,
  workspace,
}) => {
  const violations = await listen(page);
  const app = await workspace.launch();
  await expect.poll(() => buttonColour(app)).toBe(rgb(primary, "light"));

  await page.evaluate(() => globalThis.workspace.setVisualMode("dark"));
  await expect.poll(() => buttonColour(app)).toBe(rgb(primary, "dark"));
  await page.evaluate(() => globalThis.workspace.setVisualMode("light"));
  await expect.poll(() => buttonColour(app)).toBe(rgb(primary, "light"));

  // A drop-down list sets styles by script, which the policy allows.
  await app.getByRole("button", { name: "Voice" }).click();
  await app.getByRole("option", { name: "Chat" }).click();
  await expect(app.getByRole("button", { name: "Chat" })).toBeVisible();
  expect(violations).toEqual([]);
});

test("an app that is opened in a dark workspace is dark at once", async ({ page, workspace }) => {
  await page.evaluate(() => globalThis.workspace.setVisualMode("dark"));
  const app = await workspace.launch();
  await expect.poll(() => buttonColour(app)).toBe(rgb(primary, "dark"));
});

test("without the meta element the policy blocks the theme", async ({ page, workspace }) => {
  const violations = await listen(page);
  const app = await workspace.launch({ path: "without" });
  await app.getByRole("button", { name: "Refund" }).waitFor();
  await expect.poll(() => violations.length).toBeGreaterThan(0);
  expect(violations.join()).toContain("style-src");
  expect(await buttonColour(app)).not.toBe(rgb(primary, "light"));
});
