import { defineConfig } from "@playwright/test";
import type { WorkerOptions } from "../simulator/playwright";
import type { SimulatorOptions } from "./e2e/simulator";

const bareApp = "http://127.0.0.1:4390";

export default defineConfig<object, SimulatorOptions & WorkerOptions>({
  testDir: "e2e",
  outputDir: "../test-results/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A browser, a sign-in and a workspace for each test, on machines that others use too. The report
  // counts a test that needs its second try as flaky.
  timeout: 90_000,
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  // A trace makes a test a third slower: in CI the second try alone has one.
  use: { trace: process.env.CI ? "on-first-retry" : "retain-on-failure", appUrl: bareApp },
  webServer: {
    command: "tsx simulator/tests/bare-app/serve.ts 4390",
    cwd: "..",
    url: bareApp,
  },
  projects: [
    { name: "production", testIgnore: "development.spec.ts", use: { mode: "production" } },
    {
      name: "simulator",
      testDir: "../simulator/tests/e2e",
      use: { mode: "production" },
    },
    // `next dev` allows one server in a folder.
    {
      name: "development",
      testMatch: "development.spec.ts",
      workers: 1,
      use: { mode: "development" },
    },
    {
      name: "screenshots",
      testDir: "screenshots",
      workers: 1,
      use: { mode: "production", trace: "off" },
    },
    { name: "bench", testDir: "bench", workers: 1, use: { mode: "production", trace: "off" } },
  ],
});
