import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
// #region example
import { startCustomerApi } from "../../simulator/customer-api";
// #endregion example
import { type ConfidentialClient, startIdentityProvider } from "../../simulator/idp";
import { goodSettings, startServer } from "../e2e/server";
import { findFreePort } from "../../simulator/ports";
import { Attempt, createClient } from "./client";

export const clientSecret = "client-secret-91ab33c7";

const build = fileURLToPath(new URL("../../.next", import.meta.url));

/** Starts the last production build, where everyone at the identity provider may enter unless `settings` differ. */
export async function startApp(settings: Record<string, string>, port?: number) {
  if (!existsSync(join(build, "BUILD_ID"))) {
    throw new Error("There is no production build. Run `npm run build` first.");
  }
  port ??= await findFreePort();
  const { pid, ...server } = await startServer(port, {
    ...goodSettings,
    AUTH_URL: `http://localhost:${port}`,
    AUTH_OIDC_SECRET: clientSecret,
    ...settings,
  });
  return {
    ...server,
    port,
    client: () => createClient(server.origin),
    memory: () => memoryOf(pid),
  };
}

/** Bytes of memory that a process takes; NaN where the system does not say. */
export function memoryOf(pid = 0): number {
  try {
    const kilobytes = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
}

export type App = Awaited<ReturnType<typeof startApp>>;

const instance = "https://acme.my.connect.aws";

/** Starts the simulator's identity provider, which knows the app at `origin` by `goodSettings`' id. */
export function startProvider(origin: string, more: Partial<ConfidentialClient> = {}) {
  return startIdentityProvider({
    port: 0,
    clients: {
      app: {
        id: goodSettings.AUTH_OIDC_ID,
        secret: clientSecret,
        redirectUris: [`${origin}/api/auth/callback/oidc`],
        postLogoutRedirectUris: [`${origin}/sign-in/signed-out`],
        ...more,
      },
      workspace: { id: "workspace", redirectUris: [`${instance}/`], postLogoutRedirectUris: [] },
    },
  });
}

/** Starts the build with the simulator's identity provider, and signs an agent in. */
export async function startTarget() {
  const port = await findFreePort();
  const identityProvider = await startProvider(`http://localhost:${port}`);
  // #region example
  const customerApi = await startCustomerApi();
  // #endregion example
  const app = await startApp(
    {
      AUTH_OIDC_ISSUER: identityProvider.issuer,
      CONNECT_INSTANCE_ORIGINS: instance,
      // #region example
      ...customerApi.settings,
      // #endregion example
    },
    port,
  );
  const chunks = await readdir(join(build, "static/chunks"));
  return {
    ...app,
    /** The origin of the identity provider, which is also its issuer. */
    issuer: identityProvider.issuer,
    /** The one Connect instance that may frame the app. */
    instance,
    buildId: await readFile(join(build, "BUILD_ID"), "utf8"),
    /** The path of a file of the build. */
    staticFile: `/_next/static/chunks/${chunks.find((file) => file.endsWith(".js"))}`,
    /** The cookie of a session of the agent `ana`. */
    session: await (await Attempt.create(app.client())).signIn("ana"),
    async stop() {
      await app.stop();
      await identityProvider.close();
      // #region example
      await customerApi.close();
      // #endregion example
    },
  };
}

export type Target = Awaited<ReturnType<typeof startTarget>>;
