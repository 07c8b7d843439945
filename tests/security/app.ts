import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
// #region example
import { startCustomerApi } from "../../simulator/customer-api";
// #endregion example
import { startIdentityProvider } from "../../simulator/idp";
import { goodSettings, startServer } from "../e2e/server";
import { Attempt } from "./browser";

/** The production build under attack, with the simulator's identity provider. */
export interface App {
  origin: string;
  port: number;
  /** The origin of the identity provider, which is also its issuer. */
  issuer: string;
  /** The one Connect instance that may frame the app. */
  instance: string;
  buildId: string;
  /** The path of a file of the build. */
  staticFile: string;
  /** The cookie of a session of the agent `ana`. */
  session: string;
  /** Bytes of memory that the server takes; NaN where the system does not say. */
  memory(): Promise<number>;
  /** What the server has printed. */
  output(): string;
  stop(): Promise<void>;
}

const instance = "https://acme.my.connect.aws";
const build = fileURLToPath(new URL("../../.next", import.meta.url));

/** Starts the last production build. */
export async function startApp(): Promise<App> {
  if (!existsSync(join(build, "BUILD_ID"))) {
    throw new Error("There is no production build. Run `npm run build` first.");
  }
  const buildId = await readFile(join(build, "BUILD_ID"), "utf8");
  const [script] = (await readdir(join(build, "static/chunks"))).filter((file) =>
    /\.js$/.test(file),
  );

  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const client = { id: "app", secret: "a secret of the app's own" };
  const identityProvider = await startIdentityProvider({
    port: 0,
    clients: {
      app: {
        ...client,
        redirectUris: [`${origin}/api/auth/callback/oidc`],
        postLogoutRedirectUris: [`${origin}/sign-in/signed-out`],
      },
      workspace: { id: "workspace", redirectUris: [`${instance}/`], postLogoutRedirectUris: [] },
    },
  });
  // #region example
  const customerApi = await startCustomerApi();
  // #endregion example
  const server = await startServer(port, {
    ...goodSettings,
    AUTH_URL: origin,
    AUTH_OIDC_ISSUER: identityProvider.issuer,
    AUTH_OIDC_ID: client.id,
    AUTH_OIDC_SECRET: client.secret,
    CONNECT_INSTANCE_ORIGINS: instance,
    // #region example
    ...customerApi.settings,
    // #endregion example
  });
  return {
    origin,
    port,
    issuer: identityProvider.issuer,
    instance,
    buildId,
    staticFile: `/_next/static/chunks/${script}`,
    session: await (await Attempt.create(origin)).signIn("ana"),
    async memory() {
      const status = await readFile(`/proc/${server.pid}/status`, "utf8").catch(() => "");
      return Number(status.match(/VmRSS:\s+(\d+) kB/)?.[1]) * 1024;
    },
    output: server.output,
    async stop() {
      await server.stop();
      await identityProvider.close();
      // #region example
      await customerApi.close();
      // #endregion example
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
