import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ScenarioInput } from "../../simulator/scenarios/scenario";
import { expect, test } from "../e2e/fixtures";

const images = fileURLToPath(new URL("../../docs/images", import.meta.url));
/** Bytes that a picture of the README may have. */
const limit = 200_000;

const scenario: ScenarioInput = {
  contacts: [
    { id: "task", channel: "task" },
    { id: "call", channel: "voice" },
    { id: "chat", channel: "chat", state: "incoming" },
  ],
  apps: [{ contact: "call" }],
  selected: "call",
};

test.use({ thirdPartyCookies: "allowed", scenario });

for (const colorScheme of ["light", "dark"] as const) {
  test(`the workspace, ${colorScheme}`, async ({ page, workspace }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ colorScheme });
    const app = workspace.app();
    await expect(app.getByRole("heading", { name: "Notes" })).toBeVisible({ timeout: 20_000 });
    await expect(app.getByText("Loading")).toHaveCount(0);
    await page.getByPlaceholder("Filter").fill("contact/");
    const path = `${images}/workspace-${colorScheme}.png`;
    await page.screenshot({ path, animations: "disabled", caret: "hide" });
    expect((await stat(path)).size).toBeLessThan(limit);
  });
}
