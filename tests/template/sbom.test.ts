import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

interface Sbom {
  bomFormat: string;
  metadata: { component: { name: string; type: string } };
  components: { name: string; version: string; hashes?: { alg: string }[] }[];
}

it("npm run sbom names every package of production with its hash, and none of development", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sbom-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "app.cdx.json");
  execFileSync("npm", ["run", "sbom", "--", file], { shell: process.platform === "win32" });
  const sbom: Sbom = JSON.parse(await readFile(file, "utf8"));
  const manifest = JSON.parse(await readFile("package.json", "utf8"));
  const lock = JSON.parse(await readFile("package-lock.json", "utf8"));

  expect(sbom.bomFormat).toBe("CycloneDX");
  expect(sbom.metadata.component).toMatchObject({ name: manifest.name, type: "application" });
  const named = sbom.components.map(({ name, version }) => `${name}@${version}`).sort();
  const production = Object.entries<{ version: string; dev?: true }>(lock.packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version }]) => `${path.split("node_modules/").at(-1)}@${version}`);
  expect(named).toEqual([...new Set(production)].sort());
  for (const [name, version] of Object.entries(manifest.dependencies)) {
    expect(named).toContain(`${name}@${version}`);
  }
  const hashed = sbom.components.filter(({ hashes }) => hashes?.[0]?.alg === "SHA-512");
  expect(hashed).toHaveLength(named.length);
});
