import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import manifest from "../package.json" with { type: "json" };

/** Builds the workspace's page. Returns the folder with its files, one for each port of a simulator. */
export async function preparePage(port: number): Promise<string> {
  const outDir = fileURLToPath(
    new URL(`../node_modules/.cache/workspace-${port}`, import.meta.url),
  );
  await build({
    configFile: false,
    root: fileURLToPath(new URL("./ui", import.meta.url)),
    logLevel: "warn",
    plugins: [react()],
    define: { "globalThis.pageVersion": JSON.stringify(manifest.version) },
    build: {
      outDir,
      emptyOutDir: true,
      // For the package, which contains the page.
      license: { fileName: "licenses.md" },
    },
  });
  return outDir;
}
