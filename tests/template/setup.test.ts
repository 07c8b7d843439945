import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "My Desk-"));
  const needed = ["package.json", "package-lock.json", ".env.example"];
  for (const path of [...needed, "lib/messages", "scripts", "simulator/registration.ts", "infra"]) {
    await cp(path, join(folder, path), { recursive: true });
  }
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function setup(...flags: string[]) {
  const args = [`--import=${import.meta.resolve("tsx")}`, "scripts/setup/cli.ts", ...flags];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
}

function read(path: string): Promise<string> {
  return readFile(join(folder, path), "utf8");
}

it("the names are written everywhere that they stand", async () => {
  expect(setup("--yes", "--name", "@acme/service-desk").status).toBe(0);
  const lock = JSON.parse(await read("package-lock.json"));
  expect(JSON.parse(await read("package.json")).name).toBe("@acme/service-desk");
  expect([lock.name, lock.packages[""].name]).toEqual(["@acme/service-desk", "@acme/service-desk"]);
  expect(await read("lib/messages/en.ts")).toContain('appName: "Service Desk"');
  expect(await read("simulator/registration.ts")).toContain('name: "Service Desk"');
  expect(await read("infra/connect-app.yaml")).toContain('Default: "Service Desk"');
});

it("a second run keeps the names of the first", async () => {
  setup("--yes", "--name", "acme-desk", "--title", "The Desk");
  setup("--yes");
  expect(JSON.parse(await read("package.json")).name).toBe("acme-desk");
  expect(await read("lib/messages/en.ts")).toContain('appName: "The Desk"');
});

it("a name that nobody gives is the folder's", async () => {
  setup("--yes");
  expect(JSON.parse(await read("package.json")).name).toMatch(/^my-desk-/);
});

it(".env.local has a secret of its own, is its owner's alone, and is not overwritten", async () => {
  setup("--yes");
  const written = await read(".env.local");
  expect(written).toMatch(/^AUTH_SECRET=[\w+/=]{44}$/m);
  expect(written.replace(/^AUTH_SECRET=.*$/m, "AUTH_SECRET=")).toBe(await read(".env.example"));
  expect((await stat(join(folder, ".env.local"))).mode & 0o777).toBe(0o600);

  setup("--yes");
  expect(await read(".env.local")).toBe(written);
  await rm(join(folder, ".env.local"));
  setup("--yes");
  expect(await read(".env.local")).not.toBe(written);
});

it.each([
  [
    "a name that npm does not accept",
    ["--yes", "--name", "Acme Desk"],
    "Write it like this: acme-desk",
  ],
  ["a name that Connect does not accept", ["--yes", "--title", "Büro"], "Connect accepts letters"],
  ["no terminal", [], "Add --yes"],
  ["an unknown option", ["--yes", "--nmae", "x"], "--nmae"],
])("%s ends it with the fix, and nothing is changed", async (_, flags, fix) => {
  const before = await read("package.json");
  const { status, stderr } = setup(...flags);
  expect(status).toBe(1);
  expect(stderr).toContain(fix);
  expect(await read("package.json")).toBe(before);
});
