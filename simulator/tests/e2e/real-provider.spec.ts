import { startIdentityProvider } from "../../idp";
import { expect, test as base } from "../../playwright";
import { SimulatedWorkspace } from "../../playwright/workspace";
import { startCommand } from "./command";

const client = { id: "app", secret: "a secret of the app's own" };
const app = "http://localhost:3980";
const port = { workspace: 4980, identityProvider: 4981 };

/** The app with a provider that it knows by its settings alone: the workspace has nothing to do with it. */
const test = base.extend({
  workspaceServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
    async ({}, use) => {
      const provider = await startIdentityProvider({
        port: port.identityProvider,
        clients: {
          app: {
            ...client,
            redirectUris: [`${app}/api/auth/callback/oidc`],
            postLogoutRedirectUris: [],
          },
          workspace: { id: "other", redirectUris: [`${app}/`], postLogoutRedirectUris: [] },
        },
      });
      const command = await startCommand(
        "cli",
        ["--production", "--real-provider", "--port=3980", `--workspace-port=${port.workspace}`],
        {
          AUTH_OIDC_ISSUER: provider.issuer,
          AUTH_OIDC_ID: client.id,
          AUTH_OIDC_SECRET: client.secret,
          AUTH_OIDC_SCOPE: "openid profile email groups",
          AUTH_ALLOWED_GROUPS: "supervisors",
        },
      );
      await use({ url: `http://workspace.localhost:${port.workspace}` });
      await command.stop();
      await provider.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test("the app signs in at the provider of its settings, as whoever has an account there", async ({
  page,
  context,
  workspaceServer,
}) => {
  const workspace = new SimulatedWorkspace(page, workspaceServer.url);
  await workspace.open("ana");
  await workspace.accept(await workspace.ring());
  const frame = await workspace.launch();
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Sign in" }).click();
  await (await opened).getByRole("button", { name: "Kwame Mensah" }).click();
  await expect(frame.getByText("Kwame Mensah")).toBeVisible();
});
