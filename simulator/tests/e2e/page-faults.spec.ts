import { expect, test } from "../../../tests/e2e/fixtures";
import type { WorkspacePage } from "../../../tests/e2e/workspace-page";

async function setFault(workspace: WorkspacePage, label: string, value: string | true) {
  await workspace.openMenu("Faults");
  const control = workspace.page.getByLabel(label, { exact: true });
  await (value === true ? control.check() : control.fill(value));
  await workspace.page.keyboard.press("Escape");
}

test.describe("faults", () => {
  test("a late acknowledge is too late for the app", async ({ workspace }) => {
    await setFault(workspace, "Late acknowledge, in ms", "6000");
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    // The page takes as long as the machine is busy, and the fault its 6 s on top.
    await expect(workspace.log("down", "acknowledge")).toContainText(/6\d{3} ms/, {
      timeout: 30_000,
    });
    await expect(app.getByText("responded too late")).toBeVisible();
  });

  test("slow and failing requests, and denied permissions, are seen in the inspector", async ({
    workspace,
    page,
  }) => {
    test.slow();
    const response = workspace.log("down", "response").filter({ hasText: "agent/getARN" }).first();
    const expectOutcome = async (outcome: RegExp) => {
      await workspace.openApp();
      // The page takes as long as the machine is busy; what follows is the fault's own time.
      await workspace.log("up", "request").first().waitFor({ timeout: 30_000 });
      await expect(response).toContainText(outcome);
      await workspace.closeApp();
      await expect(workspace.frames()).toHaveCount(0);
      await page.getByRole("button", { name: "Clear" }).click();
    };
    const clearFaults = async () => {
      await workspace.openMenu("Faults");
      const noFaults = page.getByRole("button", { name: "No faults" });
      if (await noFaults.isEnabled()) await noFaults.click();
      await page.keyboard.press("Escape");
    };
    await workspace.acceptContact("voice call");
    await setFault(workspace, "Slow requests, in ms", "1500");
    await expectOutcome(/1[5-9]\d\d ms/);
    await clearFaults();
    await setFault(workspace, "Failing requests", "agent/getARN");
    await expectOutcome(/agent\/getARN failed/);
    await clearFaults();
    await setFault(workspace, "Denied permissions", "User.Details.View");
    await expectOutcome(/agent\/getARN failed/);
    await clearFaults();
    await expectOutcome(/agent\/getARN[\d.]+ ms/);
  });

  test("the app reports missed health checks, until the workspace responds again", async ({
    workspace,
    page,
  }) => {
    test.slow();
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    await page.getByRole("checkbox", { name: "Health checks", exact: true }).check();
    await workspace.log("down", "healthCheckResponse").first().waitFor({ timeout: 30_000 });
    await setFault(workspace, "Health checks unanswered", true);
    // Three checks have to stay without an answer, at 5 s each.
    const told = app.getByText("The agent workspace stopped responding");
    await expect(told).toBeVisible({ timeout: 40_000 });
    await workspace.openMenu("Faults");
    await page.getByRole("button", { name: "No faults" }).click();
    await expect(told).toHaveCount(0, { timeout: 20_000 });
  });

  test("a lost event does not reach the app", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    await workspace.openApp();
    const app = await workspace.signInToApp();
    await setFault(workspace, "Lost events", "*");
    await page.getByRole("button", { name: /^End / }).click();
    await expect(page.getByRole("main").getByText("After-contact work")).toBeVisible();
    await expect(app.getByText("After-contact work")).toHaveCount(0);
  });

  test("a frame is removed without its cleanup", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
    await setFault(workspace, "Destroy does not wait", true);
    await workspace.closeApp();
    await expect(page.getByText("Removed without waiting")).toHaveCount(2);
    await expect(workspace.log("up", "appLifecycleHandlerCompleted")).toHaveCount(1);

    await (await workspace.openApp()).getByRole("button", { name: "Sign in" }).waitFor();
    await workspace.openMenu("Faults");
    await page.getByRole("button", { name: "Remove the frame in front" }).click();
    await expect(workspace.frames()).toHaveCount(0);
    const destroys = workspace.log("down", "appLifecycle").filter({ hasText: "destroy" });
    await expect(destroys).toHaveCount(1);
  });

  test("an opener policy of the workspace cuts an app off from its windows", async ({
    workspace,
    page,
  }) => {
    await workspace.openMenu("Faults");
    const answered = page.waitForResponse((response) => response.url().includes("coop="));
    await page.getByRole("link", { name: "Reload with an opener policy" }).click();
    expect((await answered).headers()["cross-origin-opener-policy"]).toBe("same-origin");
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    const opened = await app.locator("html").evaluate(() => window.open("about:blank") === null);
    expect(opened).toBe(true);
    await workspace.openMenu("Faults");
    await page.getByText("Third-party cookies", { exact: true }).click();
    await expect(page.getByText("BlockThirdPartyCookies")).toBeVisible();
  });
});
