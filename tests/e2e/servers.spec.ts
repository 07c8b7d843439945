import { createServer, request as forward } from "node:http";
import { startIdentityProvider } from "../../simulator/idp";
import { registration } from "../../simulator/registration";
import { startWorkspace } from "../../simulator/workspace-server";
import { expect, test } from "./fixtures";
import { goodSettings, startServer } from "./server";
import { WorkspacePage } from "./workspace-page";

// One workspace and identity provider for the file.
test.describe.configure({ mode: "default" });

const ana = "Ana Carolina Silva";
const app = "http://localhost:3950";
const workspace = "http://workspace.localhost:4950";
const ports = { first: 3951, second: 3952 };

let settings: Record<string, string>;
let close: () => Promise<unknown>;

test.beforeAll(async () => {
  const client = { id: "app", secret: "a secret of the app's own" };
  const identityProvider = await startIdentityProvider({
    port: 4951,
    clients: {
      app: {
        ...client,
        redirectUris: [`${app}/api/auth/callback/oidc`],
        postLogoutRedirectUris: [`${app}/sign-in/signed-out`],
      },
      workspace: {
        id: "workspace",
        redirectUris: [`${workspace}/`],
        postLogoutRedirectUris: [`${workspace}/`],
      },
    },
  });
  const workspaceServer = await startWorkspace(4950, {
    apps: [registration(`${app}/`)],
    approvedOrigins: [],
    identityProvider: { issuer: identityProvider.issuer, clientId: "workspace" },
  });
  close = () => Promise.all([identityProvider.close(), workspaceServer.close()]);
  settings = {
    ...goodSettings,
    AUTH_URL: app,
    AUTH_OIDC_ISSUER: identityProvider.issuer,
    AUTH_OIDC_ID: client.id,
    AUTH_OIDC_SECRET: client.secret,
    CONNECT_INSTANCE_ORIGINS: workspace,
  };
});
test.afterAll(() => close());

/** A load balancer that sends each request but those for build output to the server after the last one's. */
async function balance(backends: number[]) {
  let turn = 0;
  const served: { port: number; path: string }[] = [];
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? "/";
    if (!path.startsWith("/_next/")) turn += 1;
    const port = backends[turn % backends.length] ?? 0;
    served.push({ port, path: path.split("?")[0] ?? "" });
    const { method, headers } = incoming;
    const passed = forward({ port, host: "localhost", path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
  }).listen(3950, "localhost");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    served,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function openApp(page: import("@playwright/test").Page) {
  const desk = new WorkspacePage(page, workspace);
  await desk.open("ana");
  await page.context().clearCookies({ domain: "127.0.0.1" });
  await desk.acceptContact("voice call");
  return desk.openApp();
}

test("a sign-in whose every request is answered by another server succeeds", async ({
  page,
  context,
}) => {
  const servers = [
    await startServer(ports.first, settings),
    await startServer(ports.second, settings),
  ];
  const balancer = await balance([ports.first, ports.second]);
  const frame = await openApp(page);
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Sign in" }).click();
  await (await opened).getByRole("button", { name: ana }).click();
  await expect(frame.getByText(ana)).toBeVisible();

  const steps = ["/sign-in/start", "/api/auth/callback/oidc", "/api/sign-in/redeem"];
  const portOf = (path: string) => balancer.served.findLast((each) => each.path === path)?.port;
  for (const [step, nextStep] of steps.slice(1).map((each, i) => [steps[i] ?? "", each] as const)) {
    expect(portOf(nextStep), `${step} → ${nextStep}`).not.toBe(portOf(step));
  }
  balancer.close();
  for (const server of servers) await server.stop();
});

test("a server that restarts in the middle of a sign-in does not end it", async ({
  page,
  context,
}) => {
  let server = await startServer(3950, settings);
  const frame = await openApp(page);
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Sign in" }).click();
  const signInWindow = await opened;
  await signInWindow.getByRole("button", { name: ana }).waitFor();

  await server.stop();
  server = await startServer(3950, settings);
  await signInWindow.getByRole("button", { name: ana }).click();
  await expect(frame.getByText(ana)).toBeVisible();
  await server.stop();
});
