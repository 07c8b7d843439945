import { fileURLToPath } from "node:url";
import type { ScenarioInput } from "../../simulator/scenarios/scenario";
import { expect, test } from "../e2e/fixtures";

const images = fileURLToPath(new URL("../../docs/images", import.meta.url));

const scenario: ScenarioInput = {
  contacts: [
    { id: "task", channel: "task" },
    { id: "call", channel: "voice", attributes: { orderId: "O-20417", language: "en-US" } },
    { id: "chat", channel: "chat", state: "incoming" },
  ],
  apps: [{ contact: "call" }],
  selected: "call",
};

test.use({ thirdPartyCookies: "allowed", scenario });

for (const colorScheme of ["light", "dark"] as const) {
  test(`the workspace, ${colorScheme}`, async ({ page, workspace }) => {
    await page.emulateMedia({ colorScheme });
    await expect(workspace.app().getByText("Ana Carolina Silva")).toBeVisible();
    await page.screenshot({ path: `${images}/workspace-${colorScheme}.png` });
  });
}
