import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Makes an app from the last commit, and builds and tests what comes out. Takes minutes. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/template/created-app/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: "test-results/template.json" }]],
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
