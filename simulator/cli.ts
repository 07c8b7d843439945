/**
 * `npm run dev`: the app, a simulated agent workspace that frames it from another site, and the identity
 * provider of both. `npm run preview` does the same with the production build.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { startApp, statusOf, withoutProvider } from "./app-process";
import { buildService } from "../service/build";
import { run } from "./command";
// #region example
import { openCustomerApi } from "./customer-api";
// #endregion example
import { startIdentityProvider } from "./idp";
import {
  oneOrganisation,
  type Organisation,
  twoOrganisations,
  writeTenantsFile,
} from "./organisations";
import { assertPortsFree } from "./ports";
import { registration, serviceConfig, starterService } from "./registration";
import { readScenarioFile } from "./scenarios/file";
import { startWorkspace } from "./workspace-server";

const help = `
  npm run dev [-- options]       the app as next dev runs it, the workspace and the identity provider
  npm run preview [-- options]   the same with the production build (npm run build first)

  --port <number>             the app's port; 3000 unless set
  --workspace-port <number>   the workspace's; 4000
  --idp-port <number>         the identity provider's; 4001
  --real-provider             sign in at the identity provider of .env.local, in place of the simulated one;
                              register http://localhost:3000/api/auth/callback/oidc there
  --tenants                   two organisations with one app: two workspaces, and two identity providers
  --no-service                without the service of service/, which signs agents in before the app is opened
  --scenario <name or file>   what the workspace opens with: a scenario of simulator/scenarios, such as
                              voice-call, or a JSON file of your own
  --help                      this text

  The workspace for another app: npm run workspace -- --help
`;

const signInRoutes = [
  "/api/frame",
  "/api/sign-in/session",
  "/api/sign-in/redeem",
  "/api/auth/callback/oidc",
  "/sign-in/silent",
  "/sign-in/start",
];

run(help, async (args, running) => {
  const { values: flags } = parseArgs({
    args,
    options: {
      production: { type: "boolean", default: false },
      port: { type: "string", default: "3000" },
      "workspace-port": { type: "string", default: "4000" },
      "idp-port": { type: "string", default: "4001" },
      "real-provider": { type: "boolean", default: false },
      tenants: { type: "boolean", default: false },
      "no-service": { type: "boolean", default: false },
      scenario: { type: "string" },
    },
  });
  const ports = {
    port: Number(flags.port),
    "workspace-port": Number(flags["workspace-port"]),
    "idp-port": Number(flags["idp-port"]),
  };
  const isReal = flags["real-provider"];
  if (isReal && flags.tenants) throw new Error("--tenants has identity providers of its own.");
  // Sites of their own, as in production, without TLS: Chromium accepts secure cookies on loopback hosts.
  const organisations = flags.tenants ? twoOrganisations(ports) : oneOrganisation(ports);
  const scenario = flags.scenario ? await readScenarioFile(flags.scenario) : undefined;
  const command = `npm run ${flags.production ? "preview" : "dev"} --`;
  const { "idp-port": _, ...others } = ports;
  await assertPortsFree(command, isReal ? others : ports);
  // #region example
  // The API does not know the agents of a real provider, and AUTH_ACCESS_TOKENS is not for the two organisations.
  const customerApi = await openCustomerApi({ knowsAgents: !isReal && !flags.tenants });
  running.add(customerApi.close);
  // #endregion example

  if (!flags.production) running.add(await buildService({ watch: true }));

  const tenants = new Map<string, Record<string, string>>();
  const addresses: [string, string][] = [];
  for (const organisation of organisations) {
    const { id, appUrl, workspaceUrl, workspacePort } = organisation;
    const signIn = isReal ? null : await openSignIn(organisation, flags.tenants);
    if (signIn) running.add(signIn.close);
    // #region example
    if (signIn) customerApi.acceptAgentsOf(signIn.workspace.issuer);
    // #endregion example
    const workspace = await startWorkspace(workspacePort, {
      apps: [registration(`${appUrl}/`)],
      services: flags["no-service"]
        ? []
        : [serviceConfig(`${appUrl}/service.html`, starterService)],
      approvedOrigins: [],
      identityProvider: signIn?.workspace ?? null,
      ...(scenario && { scenario }),
    });
    running.add(workspace.close);
    tenants.set(id, {
      ...signIn?.settings,
      AUTH_URL: appUrl,
      CONNECT_INSTANCE_ORIGINS: workspaceUrl,
      // #region example
      ...customerApi.settings,
      // #endregion example
    });
    addresses.push(
      ["Agent workspace (simulated)", workspaceUrl],
      ["The app, framed there", appUrl],
      ["Identity provider", signIn?.workspace.issuer ?? "AUTH_OIDC_ISSUER of .env.local"],
    );
  }
  const file = flags.tenants ? await writeTenantsFile(tenants) : null;
  if (file) running.add(file.remove);
  const app = startApp({
    production: flags.production,
    port: ports.port,
    settings: {
      ...(file?.settings ?? tenants.get("default")),
      AUTH_SECRET: randomBytes(33).toString("base64"),
    },
  });
  running.add(app.stop);
  app.onExit((code) => void running.stop(code));

  // Lets `next dev` compile the page and the sign-in now, not while the workspace or a silent sign-in waits
  // for them: OPTIONS loads a route without running it.
  const [{ appUrl } = { appUrl: "" }] = organisations;
  await app.ready(`${appUrl}/`);
  if (!flags.production) {
    await Promise.all(signInRoutes.map((path) => statusOf(`${appUrl}${path}`, "OPTIONS")));
  }
  const open = flags.tenants ? "a workspace" : "the workspace";
  console.log(`
${addresses.map(([what, address]) => `  ${what.padEnd(30)}${address}`).join("\n")}

  Open ${open} and sign in as one of the test agents. Ctrl-C ends everything.
`);
});

/** Starts a simulated identity provider, for an organisation's app and workspace. */
async function openSignIn(organisation: Organisation, ofMany: boolean) {
  const { appUrl, workspaceUrl, idpPort: port, idpHost: host } = organisation;
  const client = { id: "starter-app", secret: randomBytes(24).toString("base64url") };
  const clientId = "agent-workspace";
  const { issuer, close } = await startIdentityProvider({
    port,
    host,
    clients: {
      app: {
        ...client,
        redirectUris: [`${appUrl}/api/auth/callback/oidc`],
        postLogoutRedirectUris: [`${appUrl}/sign-in/signed-out`],
        ...(process.env.SESSION_STORE_URL && {
          backchannelLogoutUri: `${appUrl}/api/auth/backchannel-logout`,
        }),
      },
      workspace: {
        id: clientId,
        redirectUris: [`${workspaceUrl}/`],
        postLogoutRedirectUris: [`${workspaceUrl}/`],
      },
    },
  });
  // All test agents, unless the environment says who may enter.
  const hasAllowList = Object.entries(process.env).some(
    ([name, value]) => !ofMany && name.startsWith("AUTH_ALLOWED_") && value,
  );
  return {
    close,
    workspace: { issuer, clientId },
    settings: {
      ...withoutProvider,
      AUTH_OIDC_ISSUER: issuer,
      AUTH_OIDC_ID: client.id,
      AUTH_OIDC_SECRET: client.secret,
      ...(!hasAllowList && { AUTH_ALLOWED_EVERYONE: "true" }),
    },
  };
}
