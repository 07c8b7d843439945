import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectOrdersOfTheirAgent, ordersPage } from "./orders-page";

// The first answer of `next dev` compiles the page.
test.describe.configure({ mode: "serial", timeout: 120_000 });

/** Changes a source file for the length of a test. */
async function edit(path: string, change: (source: string) => string, run: () => Promise<void>) {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const source = await readFile(file, "utf8");
  const edited = change(source);
  expect(edited, `${path} as the edit leaves it`).not.toBe(source);
  await writeFile(file, edited);
  await run().finally(() => writeFile(file, source));
}

function handshakes(page: Page) {
  return page.locator('[data-type="connect-app-host-init"]');
}

test("`npm run dev` shows an app that connects, signs the agent in and shows developer details", async ({
  workspace,
}) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).click({ timeout: 60_000 });
  await expect(app.getByText("Ana Carolina Silva")).toBeVisible({ timeout: 30_000 });
  await app.getByText("For developers").click();
  await expect(app.getByText('"accessUrl"')).toBeVisible();
  await expect(app.getByText('"email": "ana@example.com"')).toBeVisible();
});

// #region example
test("Fast Refresh keeps the one handshake and what the agent typed", async ({
  workspace,
  page,
}) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).click({ timeout: 30_000 });
  await app.getByLabel("Notes on this contact").fill("wants a refund");
  await edit(
    "components/header/app-header.tsx",
    (source) => source.replace("{name}</h1>", "{name}, edited</h1>"),
    async () => {
      await expect(app.getByRole("heading", { name: /, edited$/ })).toBeVisible({
        timeout: 30_000,
      });
      await expect(app.getByLabel("Notes on this contact")).toHaveValue("wants a refund");
      await expect(handshakes(page)).toHaveCount(1);
    },
  );
});
// #endregion example

test("a page is shown to the agent for whom the server rendered it, and to nobody else", async ({
  workspace,
}) => {
  await edit(
    "app/page.tsx",
    () => ordersPage,
    () => expectOrdersOfTheirAgent(workspace),
  );
});

test("an edit of the connection itself reloads the frame, which connects again", async ({
  workspace,
  page,
}) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).click({ timeout: 30_000 });
  await expect(app.getByText("In front")).toBeVisible();
  await edit(
    "lib/connect/connection.ts",
    (source) => `${source}\n// edited\n`,
    async () => {
      await expect(handshakes(page)).toHaveCount(2, { timeout: 30_000 });
      await expect(app.getByText("In front")).toBeVisible();
    },
  );
});
