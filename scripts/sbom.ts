/**
 * `npm run sbom`: writes the app's production packages, as CycloneDX, to sbom.cdx.json or to the given file. It
 * reads only package-lock.json, so the result is the same on every machine.
 *
 * `npm sbom --omit=dev` of npm 11 omits packages that a development dependency uses too (react, jose). So npm
 * gets a copy of package.json and the lock file without development dependencies.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { devDependencies: _, ...manifest } = JSON.parse(readFileSync("package.json", "utf8"));
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
delete lock.packages[""].devDependencies;
for (const [path, { dev }] of Object.entries<{ dev?: boolean }>(lock.packages)) {
  if (dev) delete lock.packages[path];
}

const temporary = mkdtempSync(join(tmpdir(), "sbom-"));
// npm names the document's subject after its folder.
const folder = join(temporary, manifest.name);
mkdirSync(folder);
writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
const options = ["--package-lock-only", "--sbom-format=cyclonedx", "--sbom-type=application"];
const sbom = execFileSync("npm", ["sbom", ...options], {
  cwd: folder,
  encoding: "utf8",
  shell: process.platform === "win32",
});
rmSync(temporary, { recursive: true });

const [file = "sbom.cdx.json"] = process.argv.slice(2);
writeFileSync(file, sbom);
console.log(`${file}: ${JSON.parse(sbom).components.length} packages`);
