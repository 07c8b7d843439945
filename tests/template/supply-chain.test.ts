import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { parse } from "yaml";

const folder = ".github/workflows";
const workflows = await Promise.all(
  (await readdir(folder)).map((name) => readFile(`${folder}/${name}`, "utf8")),
);
const ci = await readFile(".ci/run", "utf8");
const dockerfile = await readFile("Dockerfile", "utf8");
const dependabot: {
  updates: {
    "package-ecosystem": string;
    ignore?: { "dependency-name": string; versions?: string[]; "update-types"?: string[] }[];
  }[];
} = parse(await readFile(".github/dependabot.yml", "utf8"));

it("each action is pinned by its commit, with the version that a reader knows it by", () => {
  const uses = workflows.flatMap((text) => text.match(/^.*\buses:.*$/gm) ?? []);
  expect(uses.length).toBeGreaterThan(0);
  for (const line of uses) expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

it("each base image is pinned by its digest, beside the tag that Dependabot updates it by", () => {
  const images = dockerfile.match(/^FROM .+$/gm) ?? [];
  expect(images).toHaveLength(2);
  for (const line of images)
    expect(line).toMatch(/^FROM [\w-]+:[\w.-]+@sha256:[0-9a-f]{64}( AS \w+)?$/);
  expect(dockerfile).not.toMatch(/^# *syntax=/m);
});

it("no install runs a package's script", () => {
  const installs = [ci, dockerfile, ...workflows].flatMap(
    (text) => text.match(/^.*\bnpm ci\b.*$/gm) ?? [],
  );
  expect(installs).toHaveLength(3 + 1 + 5);
  for (const line of installs) expect(line).toContain("npm ci --ignore-scripts");
});

it("Dependabot updates packages, actions and the base image", () => {
  const ecosystems = dependabot.updates.map((update) => update["package-ecosystem"]);
  expect(ecosystems.sort()).toEqual(["docker", "github-actions", "npm"]);
});

it("nothing that Dependabot leaves alone is kept from a security update", () => {
  // An entry with `versions`, or with a name alone, counts for security updates too.
  const ignored = dependabot.updates.flatMap(({ ignore = [] }) => ignore);
  expect(ignored.map((entry) => entry["dependency-name"])).toContain("next-auth");
  for (const entry of ignored) {
    expect(entry.versions).toBeUndefined();
    expect(entry["update-types"]?.every((type) => type.startsWith("version-update:"))).toBe(true);
  }
});
