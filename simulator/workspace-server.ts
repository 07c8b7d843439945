import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, type InlineConfig, type Plugin, preview } from "vite";
import type { WorkspaceConfig } from "./registration";
import { workspaceContentSecurityPolicy } from "./ui/content-security-policy";

/** Builds the workspace page and serves it on a loopback port, as `workspace.localhost` in the browser. */
export async function startWorkspace(
  port: number,
  config: WorkspaceConfig,
): Promise<{ close(): Promise<void> }> {
  const options: InlineConfig = {
    configFile: false,
    root: fileURLToPath(new URL("./ui", import.meta.url)),
    logLevel: "warn",
    plugins: [react(), serveConfig(config)],
    build: {
      // One for each port, so that two simulators do not build into each other's folder.
      outDir: fileURLToPath(new URL(`../node_modules/.cache/workspace-${port}`, import.meta.url)),
      emptyOutDir: true,
    },
    preview: {
      // Node knows no *.localhost names; browsers resolve them to this address.
      host: "127.0.0.1",
      port,
      strictPort: true,
      headers: { "Content-Security-Policy": workspaceContentSecurityPolicy(config) },
    },
  };
  await build(options);
  return preview(options);
}

function serveConfig(config: WorkspaceConfig): Plugin {
  return {
    name: "workspace-config",
    configurePreviewServer({ middlewares }) {
      middlewares.use("/config.json", (_request, response) => {
        response.setHeader("content-type", "application/json").end(JSON.stringify(config));
      });
    },
  };
}
