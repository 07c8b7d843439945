import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, type InlineConfig, type Plugin, preview } from "vite";
import { attachedFiles } from "./attached-files";
import type { WorkspaceConfig } from "./workspace-config";
import { safeListener } from "./safe-listener";
import { workspaceContentSecurityPolicy } from "./ui/content-security-policy";
import { openingOf } from "./ui/scenario";

/** Builds the workspace page and serves it on a loopback port, as `workspace.localhost` in the browser. */
export async function startWorkspace(
  port: number,
  config: WorkspaceConfig,
): Promise<{ close(): Promise<void> }> {
  const options: InlineConfig = {
    configFile: false,
    root: fileURLToPath(new URL("./ui", import.meta.url)),
    logLevel: "warn",
    plugins: [
      react(),
      serveConfig(config),
      serveFiles(config),
      sendHeaders(config),
      guardRequests(),
    ],
    build: {
      // One folder for each port, so that two simulators do not build into the same one.
      outDir: fileURLToPath(new URL(`../node_modules/.cache/workspace-${port}`, import.meta.url)),
      emptyOutDir: true,
    },
    // Node does not resolve *.localhost names; browsers resolve them to this address.
    preview: { host: "127.0.0.1", port, strictPort: true },
  };
  await build(options);
  return preview(options);
}

/** Connect, in Vite's server, throws an uncaught error for a malformed address. */
function guardRequests(): Plugin {
  return {
    name: "workspace-requests",
    configurePreviewServer({ httpServer, middlewares }) {
      httpServer.removeAllListeners("request");
      httpServer.on("request", safeListener("The workspace", middlewares));
    },
  };
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

/** Where apps upload the files that they attach to contacts. */
function serveFiles({ apps, approvedOrigins }: WorkspaceConfig): Plugin {
  const addresses = [...apps.map(({ accessUrl }) => accessUrl), ...approvedOrigins];
  const serve = attachedFiles(addresses.map((address) => new URL(address).origin));
  return {
    name: "workspace-files",
    configurePreviewServer({ middlewares }) {
      middlewares.use(async (request, response, next) => {
        try {
          if (!(await serve(request, response))) next();
        } catch (error) {
          next(error);
        }
      });
    },
  };
}

/**
 * The page's policy names the origins that its scenario approves, too. `?coop=same-origin` lets it have
 * an opener policy, which cuts its windows off from those that they open.
 */
function sendHeaders(config: WorkspaceConfig): Plugin {
  return {
    name: "workspace-headers",
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const { search, searchParams } = new URL(request.url ?? "/", "http://workspace.localhost");
        response.setHeader(
          "Content-Security-Policy",
          workspaceContentSecurityPolicy(instanceOf(config, search)),
        );
        if (searchParams.get("coop") === "same-origin") {
          response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
        next();
      });
    },
  };
}

/** An invalid link gets the instance unchanged: the page says what is wrong with the link. */
function instanceOf(config: WorkspaceConfig, search: string): WorkspaceConfig {
  try {
    return openingOf(config, search).config;
  } catch {
    return config;
  }
}
