import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Tests the last production build in an installed Firefox. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    include: ["tests/firefox/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: "test-results/firefox.json" }]],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
