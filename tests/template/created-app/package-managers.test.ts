import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;

/** The app as created by `create-next-app`, without node_modules. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "package-manager-"));
  const files = ["package.json", "pnpm-workspace.yaml", ".yarnrc.yml", "tsconfig.json"];
  for (const path of [...files, "app", "components", "lib"]) {
    await cp(path, join(folder, path), { recursive: true });
  }
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function run(...command: string[]): void {
  const { status, stdout, stderr } = spawnSync("npx", ["--yes", ...command], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, npm_config_prefer_offline: "true" },
  });
  expect(status, `${command.join(" ")}\n${stdout}${stderr}`).toBe(0);
}

it.each([
  ["pnpm", "pnpm@12.21.0"],
  ["pnpm 10, which reads package.json", "pnpm@10.34.9"],
])("%s installs one copy of the SDK's core, and the app compiles", async (_, pnpm) => {
  run(pnpm, "install", "--prefer-offline");
  const installed = await readdir(join(folder, "node_modules/.pnpm"));
  expect(installed.filter((name) => name.startsWith("@amazon-connect+core@"))).toHaveLength(1);
  run("--no-install", "next", "typegen");
  run("--no-install", "tsc", "--noEmit");
});
