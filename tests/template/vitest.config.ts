import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What holds for the template and not for an app that was made from it: such an app does not get this folder. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/template/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: "test-results/template.json" }]],
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
