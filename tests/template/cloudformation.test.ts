import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

/** AWS's offline validator: 10 MB of resource schemas and rules, which an app has no use for. */
const validator = "@aws/cloudformation-validate@1.9.0-beta";
const template = "infra/connect-app.yaml";

// ms. The validator is downloaded, and compiles all its rules: more than a minute on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let folder: string;
let isInstalled = false;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudformation-"));
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", validator];
  try {
    await promisify(execFile)("npm", args, { cwd: folder, timeout: 120_000 });
    isInstalled = true;
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.test(stderr)) throw error;
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Validates a template, and returns the number of its resources and what is wrong with them. */
async function validate(path: string): Promise<{ resources: number; findings: string[] }> {
  const { CelEngine, TemplateFile } = await import(
    join(folder, "node_modules/@aws/cloudformation-validate/index.js")
  );
  const engine = new CelEngine();
  // Below a warning are remarks that hold for any template: which properties cannot change in place, say.
  const report = engine.validateStandard(new TemplateFile(path), { severityLevel: "WARN" });
  engine.free();
  expect(report.status).toBe("OK");
  return {
    resources: report.metadata.resourcesScanned,
    findings: report.diagnostics.map(
      ({ ruleId, propertyPath, message }: Record<string, string>) =>
        `${ruleId} ${propertyPath}: ${message}`,
    ),
  };
}

it("AWS's validator has nothing against the registration", async (test) => {
  test.skip(!isInstalled, "The npm registry cannot be reached.");
  expect(await validate(template)).toEqual({ resources: 4, findings: [] });
});

it("AWS's validator finds a property that Connect does not know, and an origin that is none", async (test) => {
  test.skip(!isInstalled, "The npm registry cannot be reached.");
  const broken = join(folder, "broken.yaml");
  const text = await readFile(template, "utf8");
  await writeFile(
    broken,
    text
      .replace("InitializationTimeout:", "InitialisationTimeout:")
      .replace("ApprovedOrigins: []", "ApprovedOrigins: [login.example.com]"),
  );
  const { findings } = await validate(broken);
  expect(findings.join("\n")).toContain("InitialisationTimeout");
  expect(findings.join("\n")).toContain("ApprovedOrigins");
});
