import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { attachedFiles } from "./attached-files";
import { frameOrigins } from "./registration";
import { safeListener } from "./safe-listener";
import { workspaceContentSecurityPolicy } from "./ui/content-security-policy";
import { openingOf } from "./ui/scenario";
import type { WorkspaceConfig } from "./workspace-config";
import { preparePage } from "./workspace-page";

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

/** Builds the workspace page and serves it on a loopback port, as `workspace.localhost` in the browser. */
export async function startWorkspace(
  port: number,
  config: WorkspaceConfig,
): Promise<{ close(): Promise<void> }> {
  const page = await readPage(await preparePage(port));
  const serveAttachedFile = attachedFiles(frameOrigins(config));

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLocalHost(request.headers.host)) return void response.writeHead(403).end();
    if (await serveAttachedFile(request, response)) return;
    const url = new URL(request.url ?? "/", "http://workspace.localhost");
    setPolicies(response, config, url);
    const path = url.pathname === "/" ? "/index.html" : url.pathname;
    const body = path === "/config.json" ? JSON.stringify(config) : page.get(path);
    if (body === undefined) return void response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": contentTypes[extname(path)] ?? "text/plain",
      // The name of an asset contains the hash of its content.
      "cache-control": path.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache",
    });
    response.end(body);
  }

  const server = createServer(safeListener("The workspace", respond));
  // Node does not resolve *.localhost names; browsers resolve them to this address.
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** The files of a folder by their paths, such as "/index.html". */
async function readPage(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map(async (path) => {
    const name = path.slice(folder.length).replaceAll("\\", "/");
    return [name, await readFile(path)] as const;
  });
  return new Map(await Promise.all(files));
}

/** Whether a request names this machine. Another site's name that resolves to it (DNS rebinding) does not. */
function isLocalHost(host = ""): boolean {
  return /^(([\w-]+\.)*localhost|127\.0\.0\.1)(:\d+)?$/.test(host);
}

/**
 * The page's policy names the origins that its scenario approves, too. `?coop=same-origin` lets it have
 * an opener policy, which cuts its windows off from those that they open.
 */
function setPolicies(response: ServerResponse, config: WorkspaceConfig, url: URL): void {
  response.setHeader(
    "content-security-policy",
    workspaceContentSecurityPolicy(instanceOf(config, url.search)),
  );
  if (url.searchParams.get("coop") === "same-origin") {
    response.setHeader("cross-origin-opener-policy", "same-origin");
  }
}

/** An invalid link gets the instance unchanged: the page says what is wrong with the link. */
function instanceOf(config: WorkspaceConfig, search: string): WorkspaceConfig {
  try {
    return openingOf(config, search).config;
  } catch {
    return config;
  }
}
