import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Creates an app from the last commit, builds and tests it, and installs it with other package managers. Takes minutes. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/template/created-app/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: "test-results/template.json" }]],
    maxWorkers: "100%",
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
