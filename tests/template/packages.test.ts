import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { parse } from "yaml";

const core = "@amazon-connect/core";

async function readManifest() {
  return JSON.parse(await readFile("package.json", "utf8"));
}

it("exactly one copy of the SDK's core is installed: two break its types and its global state", async () => {
  const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
  const copies = Object.keys(lock.packages).filter((path) => path.endsWith(core));
  expect(copies).toEqual([`node_modules/${core}`]);
});

it("npm, Bun, Yarn and pnpm are told the same version of the SDK's core", async () => {
  const { dependencies, overrides, resolutions } = await readManifest();
  const version = dependencies[core];
  // npm and Bun: the version of `dependencies`.
  expect(overrides[core]).toBe(`$${core}`);
  // Yarn, and pnpm up to 10.
  expect(resolutions[core]).toBe(version);
  // pnpm from 11 on.
  const pnpm = parse(await readFile("pnpm-workspace.yaml", "utf8"));
  expect(pnpm.overrides[core]).toBe(version);
});

it("no package manager runs a script of a package at the installation", async () => {
  const { allowScripts } = await readManifest();
  const pnpm = parse(await readFile("pnpm-workspace.yaml", "utf8"));
  expect(pnpm.allowBuilds).toEqual(allowScripts);
  expect(Object.values(allowScripts)).not.toContain(true);
});

it("the doctor's parser of .env files is the one of the Next that runs", async () => {
  const { dependencies, devDependencies } = await readManifest();
  expect(devDependencies["@next/env"]).toBe(dependencies.next);
});

it.each(["connect", "simulator"])(
  "packages/%s needs the versions that are tested here",
  async (name) => {
    const root = await readManifest();
    const installed: Record<string, string> = { ...root.devDependencies, ...root.dependencies };
    const { version, peerDependencies, dependencies, ...manifest } = JSON.parse(
      await readFile(`packages/${name}/package.json`, "utf8"),
    );
    expect(version).toBe(root.version);
    const { "@playwright/test": _, react: __, ...sdk } = peerDependencies;
    for (const [needed, range] of Object.entries<string>({ ...sdk, ...dependencies })) {
      expect(range.replace("^", ""), needed).toBe(installed[needed]);
    }
    const readme = await readFile(`packages/${name}/README.md`, "utf8");
    const [, example = ""] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    const { dependencies: direct, devDependencies: development } = JSON.parse(example);
    const own = { [manifest.name]: `file:./${manifest.name}-${version}.tgz` };
    expect({ ...installed, ...own }).toMatchObject({ ...direct, ...development });
  },
);
