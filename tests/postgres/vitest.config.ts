import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Builds an app whose tenants are in a PostgreSQL database, as docs/tenants.md shows. Takes minutes. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/postgres/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: "test-results/postgres.json" }]],
    testTimeout: 180_000,
    hookTimeout: 600_000,
  },
});
