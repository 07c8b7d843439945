import { execFileSync } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { goodSettings, startServer } from "../e2e/server";
import { createClient } from "./client";

export const clientSecret = "client-secret-91ab33c7";

/** The production build on a port of its own, where everyone at the provider may enter. */
export async function startApp(issuer: string, settings: Record<string, string> = {}) {
  const port = await freePort();
  const server = await startServer(port, {
    ...goodSettings,
    AUTH_URL: `http://localhost:${port}`,
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_SECRET: clientSecret,
    AUTH_ALLOWED_EVERYONE: "true",
    ...settings,
  });
  return {
    ...server,
    client: () => createClient(server.origin),
    /** MB that the process holds. */
    memory: () =>
      Number(execFileSync("ps", ["-o", "rss=", "-p", String(server.pid)], { encoding: "utf8" })) /
      1024,
  };
}

export type App = Awaited<ReturnType<typeof startApp>>;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
