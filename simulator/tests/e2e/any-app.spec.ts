import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "../../playwright";
import { startCommand } from "./command";

const config = {
  name: "Orders",
  permissions: ["User.Details.View"],
  iframeConfig: { sandbox: ["allow-scripts", "allow-same-origin"], allow: ["clipboard-write"] },
  approvedOrigins: ["https://login.example.com"],
  apps: [{ name: "Notes", accessUrl: "http://127.0.0.1:4390/notes" }],
};
const scenario = { contacts: [{ id: "mail", channel: "email", customer: "Jane Doe" }], apps: [{}] };

/** The workspace with a registration and a scenario from files. */
const test = base.extend({
  workspaceServer: [
    async ({ appUrl }, use, { parallelIndex }) => {
      const folder = await mkdtemp(join(tmpdir(), "any-app-"));
      await writeFile(join(folder, "app.json"), JSON.stringify(config));
      await writeFile(join(folder, "scenario.json"), JSON.stringify(scenario));
      const port = 4310 + parallelIndex;
      const command = await startCommand("workspace-cli", [
        `--app=${appUrl}`,
        `--config=${folder}/app.json`,
        `--scenario=${folder}/scenario.json`,
        `--port=${port}`,
      ]);
      await use({ url: `http://workspace.localhost:${port}` });
      await command.stop();
      await rm(folder, { recursive: true });
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test("an app has its file's registration, beside other apps", async ({ workspace }) => {
  const { catalogue, contacts } = await workspace.snapshot();
  expect(catalogue.map(({ name, permissions }) => [name, permissions])).toEqual([
    ["Orders", ["User.Details.View"]],
    ["Notes", ["*"]],
  ]);
  expect(contacts.map(({ customer, state }) => [customer, state])).toEqual([
    ["Jane Doe", "connected"],
  ]);
  await expect(workspace.frames()).toHaveAttribute("sandbox", "allow-scripts allow-same-origin");
  await expect(workspace.frames()).toHaveAttribute("allow", "clipboard-write");
});

test("a call without its permission is refused", async ({ contact, app, workspace }) => {
  expect(contact.state).toBe("connected");
  await expect(app.getByText("create contact")).toBeVisible();
  await expect
    .poll(async () => JSON.stringify(await workspace.messages("down", "response")))
    .toContain("App does not have permission");
});

test("a link's scenario overrides the file's", async ({ workspace }) => {
  await workspace.open("ana", "two-chats");
  const { contacts } = await workspace.snapshot();
  expect(contacts.map(({ channel }) => channel.type)).toEqual(["chat", "chat"]);
});

test("an invalid link names the field and what is expected", async ({ page, workspace }) => {
  await page.goto(`${workspace.url}/?scenario={"contacts":[{"id":"a","channel":"phone"}]}`);
  await expect(page.getByRole("alert")).toContainText(
    'contacts[0].channel: Invalid option: expected one of "voice"',
  );
  await page.getByRole("link", { name: "Open an empty desk" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test.describe("a browser that refuses storage to the workspace", () => {
  test.use({
    context: async ({ context }, use) => {
      const script = await context.addInitScript(() => {
        const get = () => {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        };
        for (const name of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, name, { get });
        }
      });
      await use(context);
      await script.dispose();
    },
  });

  test("shows the desk of an agent whom the scenario names", async ({ page, workspaceServer }) => {
    const scenario = encodeURIComponent(JSON.stringify({ agent: "ana", apps: [{}] }));
    await page.goto(`${workspaceServer.url}/?scenario=${scenario}`);
    await expect(page.getByRole("button", { name: "Ana Carolina Silva" })).toBeVisible();
    const app = page.frameLocator("[data-instance-id] > iframe");
    await expect(app.getByText("create idle")).toBeVisible();
  });

  test("is told that nobody can sign in there", async ({ page, workspaceServer }) => {
    await page.goto(workspaceServer.url);
    await expect(page.getByRole("alert")).toContainText("refuses to store anything");
  });
});

test("the page's headers follow its query", async ({ workspace }) => {
  const headersOf = async (query: string) => {
    // Node knows no *.localhost names.
    const url = workspace.url.replace("workspace.localhost", "127.0.0.1");
    return (await fetch(`${url}/${query}`)).headers;
  };
  const plain = await headersOf("");
  expect(plain.get("cross-origin-opener-policy")).toBeNull();
  expect(plain.get("content-security-policy")).toContain(
    "frame-src http://127.0.0.1:4390 https://login.example.com;",
  );
  const opener = await headersOf("?coop=same-origin");
  expect(opener.get("cross-origin-opener-policy")).toBe("same-origin");

  const approved = { registration: { approvedOrigins: ["https://idp.example.com"] } };
  const scenarios = await headersOf(`?scenario=${encodeURIComponent(JSON.stringify(approved))}`);
  expect(scenarios.get("content-security-policy")).toContain("https://idp.example.com;");
});
