import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { createServer, type Plugin } from "vite";
import type { WorkspaceConfig } from "./registration";
import { workspaceContentSecurityPolicy } from "./ui/content-security-policy";

/** Serves the workspace page on a loopback port, as `workspace.localhost` in the browser. */
export async function startWorkspace(
  port: number,
  config: WorkspaceConfig,
): Promise<{ close(): Promise<void> }> {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL("./ui", import.meta.url)),
    logLevel: "warn",
    plugins: [react(), serveConfig(config)],
    optimizeDeps: {
      include: [
        "react",
        "react-dom/client",
        "react/jsx-dev-runtime",
        "openid-client",
        "@amazon-connect/contact",
        "@amazon-connect/core",
      ],
    },
    server: {
      // Node knows no *.localhost names; browsers resolve them to this address.
      host: "127.0.0.1",
      port,
      strictPort: true,
      headers: { "Content-Security-Policy": workspaceContentSecurityPolicy(config) },
      fs: { allow: [fileURLToPath(new URL("..", import.meta.url))] },
      warmup: { clientFiles: ["./main.tsx"] },
    },
  });
  await server.listen();
  return server;
}

function serveConfig(config: WorkspaceConfig): Plugin {
  return {
    name: "workspace-config",
    configureServer({ middlewares }) {
      middlewares.use("/config.json", (_request, response) => {
        response.setHeader("content-type", "application/json").end(JSON.stringify(config));
      });
    },
  };
}
