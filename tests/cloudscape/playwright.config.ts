import { defineConfig } from "@playwright/test";
import type { WorkerOptions } from "../../simulator/playwright";

const appUrl = "http://127.0.0.1:4395";

export default defineConfig<object, WorkerOptions>({
  testDir: ".",
  outputDir: "../../test-results/cloudscape",
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "../../test-results/cloudscape.json" }]],
  use: { appUrl },
  webServer: { command: "tsx tests/cloudscape/serve.ts 4395", cwd: "../..", url: appUrl },
});
