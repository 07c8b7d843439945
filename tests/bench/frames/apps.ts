import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
// #region example
import { startCustomerApi } from "../../../simulator/customer-api";
// #endregion example
import { goodSettings, startServer } from "../../e2e/server";
import { sessionCookie } from "../../e2e/session-cookie";

/** A page that is measured: on a port of this machine. */
export interface MeasuredApp {
  name: string;
  port: number;
  /** Whether its page is rendered by React, which hydrates it. */
  hydrates: boolean;
  pid?: number | undefined;
  /** Its settings; omitted if it has no sign-in. */
  settings?: Record<string, string>;
  /** Its agent's session, as a cookie; null if it has none. */
  session(): Promise<string | null>;
  stop(): Promise<void>;
}

export interface Agent {
  arn: string;
  name: string;
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A script of one file for a browser. */
export async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [folder(file)],
    bundle: true,
    minify: true,
    write: false,
    mainFields: ["module", "main"],
  });
  return outputFiles[0]?.text ?? "";
}

/** Serves one page with one script, which a browser may keep. */
export async function servePage(port: number, script: string): Promise<() => void> {
  const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><body><script src="/app.js"></script></body></html>`;
  const server = createServer((request, response) => {
    if (request.url === "/app.js") {
      response.setHeader("content-type", "text/javascript");
      response.setHeader("cache-control", "public, max-age=31536000, immutable").end(script);
    } else response.setHeader("content-type", "text/html; charset=utf-8").end(html);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return () => server.close().closeAllConnections();
}

/** A page with the SDK and nothing else. */
export async function startBarePage(port: number): Promise<MeasuredApp> {
  const close = await servePage(port, await bundle("bare-page.ts"));
  return {
    name: "bare page",
    port,
    hydrates: false,
    session: async () => null,
    stop: async () => close(),
  };
}

/** The plainest page of Next that connects. Builds it, outside of the sources, the first time. */
export async function startPlainestPage(port: number): Promise<MeasuredApp> {
  const app = folder("../../../test-results/plainest");
  const next = folder("../../../node_modules/next/dist/bin/next");
  if (!existsSync(`${app}/.next/BUILD_ID`)) {
    await cp(folder("../plainest"), app, { recursive: true });
    await finished(spawn(process.execPath, [next, "build", app], { stdio: "inherit" }));
  }
  const server = spawn(process.execPath, [next, "start", app, "--port", String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.once("exit", () => server.kill("SIGKILL"));
  await responds(`http://127.0.0.1:${port}/`);
  return {
    name: "plainest Next page",
    port,
    hydrates: true,
    session: async () => null,
    stop: async () => void server.kill("SIGKILL"),
  };
}

/** A production build of this app; `directory` is this one unless it is another version's. */
export async function startApp(
  name: string,
  port: number,
  { agent, host, directory }: { agent: Agent; host: string; directory?: string | undefined },
): Promise<MeasuredApp> {
  const settings: Record<string, string> = {
    ...goodSettings,
    AUTH_URL: `http://localhost:${port}`,
    AUTH_OIDC_ISSUER: "http://127.0.0.1:9",
    CONNECT_INSTANCE_ORIGINS: host,
  };
  // #region example
  const customerApi = await startCustomerApi();
  Object.assign(settings, customerApi.settings);
  // #endregion example
  const server = await startServer(port, settings, directory);
  return {
    name,
    port,
    hydrates: true,
    pid: server.pid,
    settings,
    session: () =>
      sessionCookie(settings, {
        agent: { id: "ana", name: agent.name, email: null, roles: [] },
        desk: agent.arn,
      }),
    async stop() {
      await server.stop();
      // #region example
      await customerApi.close();
      // #endregion example
    },
  };
}

async function finished(child: ReturnType<typeof spawn>): Promise<void> {
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${child.spawnargs.join(" ")} ended with ${code}`);
}

async function responds(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if ((await fetch(url).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not respond`);
}
