import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame } from "@playwright/test";
import { startIdentityProvider } from "../../simulator/idp";
import { appConfig, starterApp } from "../../simulator/registration";
import { startWorkspace } from "../../simulator/workspace-server";
import { secretVariable, tenantEntry } from "../mocks/tenant-entry";
import { expect, test } from "./fixtures";
import { foreignPage } from "./foreign-page";
import { goodSettings, startServer } from "./server";
import { WorkspacePage } from "./workspace-page";

// One workspace, identity provider and server for the file.
test.describe.configure({ mode: "default" });
test.use({ thirdPartyCookies: "allowed" });

const ana = "Ana Carolina Silva";
const port = 3995;
const workspace = "http://workspace.localhost:4995";
const tenants = ["acme", "globex"].map((id) => ({
  id,
  name: `App of ${id}`,
  app: `http://${id}.app.localhost:${port}`,
}));

/** A page with both apps in frames, for each tenant, as an instance of that tenant alone. */
let instances: { origin: string; close(): void }[];
let close: () => Promise<unknown>;
test.beforeAll(async () => {
  const client = { id: "app", secret: "a secret of the app's own" };
  const identityProvider = await startIdentityProvider({
    port: 4996,
    clients: {
      app: {
        ...client,
        redirectUris: tenants.map(({ app }) => `${app}/api/auth/callback/oidc`),
        postLogoutRedirectUris: tenants.map(({ app }) => `${app}/sign-in/signed-out`),
      },
      workspace: { id: "workspace", redirectUris: [`${workspace}/`], postLogoutRedirectUris: [] },
    },
  });
  const [first, ...others] = tenants.map(({ app, name }, position) =>
    appConfig(`${app}/`, { ...starterApp, name }, position),
  );
  if (!first) throw new Error("There must be an app.");
  const workspaceServer = await startWorkspace(4995, {
    apps: [first, ...others],
    approvedOrigins: [],
    identityProvider: { issuer: identityProvider.issuer, clientId: "workspace" },
  });
  const both = tenants.map(({ app }) => `<iframe src="${app}/"></iframe>`).join("");
  instances = await Promise.all(tenants.map(({ id }) => foreignPage(both, `${id}-page.localhost`)));
  const folder = await mkdtemp(join(tmpdir(), "tenants-"));
  const TENANTS_FILE = join(folder, "tenants.json");
  const entries = tenants.map(({ id, app }, index) =>
    tenantEntry(id, {
      AUTH_URL: app,
      AUTH_OIDC_ISSUER: identityProvider.issuer,
      AUTH_OIDC_ID: client.id,
      CONNECT_INSTANCE_ORIGINS: [workspace, instances[index]?.origin],
    }),
  );
  await writeFile(TENANTS_FILE, JSON.stringify({ tenants: entries }));
  const { AUTH_SECRET } = goodSettings;
  const settings = { AUTH_SECRET, TENANTS_FILE, [secretVariable]: client.secret };
  const server = await startServer(port, settings);
  close = () => {
    for (const instance of instances) instance.close();
    return Promise.all([
      identityProvider.close(),
      workspaceServer.close(),
      server.stop(),
      rm(folder, { recursive: true }),
    ]);
  };
});
test.afterAll(() => close());

test("two tenants at one identity provider and in one workspace have sessions of their own", async ({
  page,
}) => {
  const desk = new WorkspacePage(page, workspace);
  await desk.open("ana");
  await desk.acceptContact("voice call");
  const frames: Frame[] = [];
  for (const { name, app } of tenants) {
    const opened = await desk.launch({ app: name });
    await expect(opened.getByRole("heading", { name })).toBeVisible();
    await expect(opened.getByText(ana)).toBeVisible();
    const frame = page.frames().find((each) => each.url().startsWith(app));
    if (!frame) throw new Error(`${name} has no frame`);
    frames.push(frame);
  }
  const keysOf = (index: number) =>
    frames[index]?.evaluate(async () => {
      const response = await fetch("/api/agent/storage-keys");
      return response.ok ? response.json() : response.status;
    });
  const [first, second] = [await keysOf(0), await keysOf(1)];
  expect(first.agentId).toBe("ana");
  expect(second.agentId).toBe("ana");
  expect(first.keys).not.toEqual(second.keys);

  // The app in front is globex's: the other frame of the same browser stays signed in.
  await desk.app().locator("summary").click();
  await desk.app().getByRole("button", { name: "Sign out of this app" }).click();
  await expect(desk.app().getByRole("button", { name: "Sign in" })).toBeVisible();
  expect(await keysOf(1)).toBe(401);
  expect(await keysOf(0)).toEqual(first);
});

for (const [index, { id }] of tenants.entries()) {
  test(`an instance of ${id} alone can frame the app of ${id}, and no other`, async ({ page }) => {
    await page.goto(instances[index]?.origin ?? "");
    const expected = tenants.map((tenant) =>
      tenant.id === id ? `${tenant.app}/` : "chrome-error://chromewebdata/",
    );
    await expect
      .poll(() =>
        page
          .mainFrame()
          .childFrames()
          .map((frame) => frame.url()),
      )
      .toEqual(expected);
  });
}
