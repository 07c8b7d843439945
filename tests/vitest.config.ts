import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  // The SDK ships source maps without sources, which Vite would warn of file by file.
  logLevel: "error",
  resolve: {
    // The SDK's own ES modules: its CommonJS build loads the rest of itself behind Vite's back.
    mainFields: ["module", "main"],
    alias: {
      "@": root,
      // Next's own marker; outside a React server it throws.
      "server-only": fileURLToPath(new URL("./mocks/server-only.ts", import.meta.url)),
    },
  },
  test: {
    // An app that has deleted the simulator runs the tests that need none.
    include: existsSync(`${root}/simulator`)
      ? ["{tests/{unit,integration,template},simulator/tests}/**/*.test.{ts,tsx}"]
      : ["tests/unit/**/*.test.{ts,tsx}"],
    // It has a configuration of its own: it takes minutes.
    exclude: ["tests/template/created-app/**"],
    setupFiles: ["tests/mocks/setup.ts"],
    reporters: ["default", ["json", { outputFile: "test-results/unit.json" }]],
    // Vitest leaves a core free, which is half of a machine with two.
    maxWorkers: "100%",
    // ms. Tests that start a process of their own take long on a busy machine.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    // The SDK keeps its one connection in module state, which `vi.resetModules` can only reset when inlined.
    server: { deps: { inline: [/@amazon-connect/] } },
  },
});
