import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Attacks on the last production build, over HTTP on this machine. */
export default defineConfig({
  root,
  resolve: {
    alias: {
      "@": root,
      "server-only": fileURLToPath(new URL("../mocks/server-only.ts", import.meta.url)),
    },
  },
  test: {
    include: ["tests/security/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: "test-results/security.json" }]],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file starts a server of its own.
    fileParallelism: false,
  },
});
