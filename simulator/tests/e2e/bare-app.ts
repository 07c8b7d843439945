import type { Page } from "@playwright/test";
import { test as base } from "../../playwright";
import { startCommand } from "./command";

interface Fixtures {
  /** What each instance of the bare app has told, in the order of the instances. */
  told: () => string[][];
}

/** Tests of the bare app in the workspace that `npm run workspace` opens for it. */
export const test = base.extend<Fixtures>({
  workspaceServer: [
    async ({ appUrl }, use, { parallelIndex }) => {
      const port = 4300 + parallelIndex;
      const command = await startCommand("workspace-cli", [`--app=${appUrl}`, `--port=${port}`]);
      await use({ url: `http://workspace.localhost:${port}` });
      await command.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  told: async ({ page }, use) => use(listen(page)),
});

function listen(page: Page): () => string[][] {
  const instances = new Map<string, string[]>();
  page.on("console", (message) => {
    const [, instance = "", line = ""] = message.text().match(/^bare-app (\S+) (.*)$/) ?? [];
    if (instance) instances.set(instance, [...(instances.get(instance) ?? []), line]);
  });
  return () => [...instances.values()];
}

export { expect } from "../../playwright";
