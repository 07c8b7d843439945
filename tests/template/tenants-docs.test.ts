import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { tenantSettingNames } from "@/lib/env";
import { readTenants } from "@/lib/tenants/tenants-file";
import { secretVariable, tenantEntry } from "@/tests/mocks/tenant-entry";

const schema = JSON.parse(await readFile("lib/tenants/tenants.schema.json", "utf8"));
const page = await readFile("docs/tenants.md", "utf8");
const [, block = ""] = page.match(/```json\n([\s\S]*?)```/) ?? [];
const documented = JSON.parse(block);
const accepts = (content: unknown) => z.fromJSONSchema(schema).safeParse(content).success;

it("the editors' schema has every setting of a tenant, and no other", () => {
  const { properties, patternProperties } = schema.$defs.tenant;
  const { id: _, ...named } = properties;
  expect(Object.keys(named).filter((name) => !tenantSettingNames.includes(name))).toEqual([]);
  const unnamed = tenantSettingNames.filter((name) => !(name in named));
  const patterns = Object.keys(patternProperties).map((pattern) => new RegExp(pattern));
  const isOwn = (name: string) => patterns.some((pattern) => pattern.test(name));
  expect(unnamed.filter((name) => !isOwn(name))).toEqual([]);
  expect(unnamed.filter((name) => /^(AUTH|CONNECT)_/.test(name))).toEqual([]);
});

it("the file in the documentation is what the schema and the server accept", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tenants-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const secret = join(folder, "secret");
  await writeFile(secret, "s3cret");
  const path = join(folder, "tenants.json");
  // The example's own settings, and the secret's file in a folder that is there.
  const own = Object.entries(tenantEntry("any")).filter(
    ([name]) => !/^(id|AUTH|CONNECT)/.test(name),
  );
  const tenants = documented.tenants.map((each: object) => ({
    ...each,
    ...Object.fromEntries(own),
  }));
  expect(accepts(documented)).toBe(true);
  expect(accepts({ tenants })).toBe(true);
  await writeFile(path, JSON.stringify({ tenants }).replace(/\/run\/secrets\/[\w-]+/, secret));
  const read = await readTenants(path, { ACME_OIDC_SECRET: "s3cret", [secretVariable]: "s3cret" });
  expect([...read.keys()]).toEqual(["acme", "globex"]);
});

it("the schema refuses what the server refuses", () => {
  expect(accepts({ tenants: [tenantEntry("acme")] })).toBe(true);
  for (const wrong of [
    { tenants: [] },
    { tenants: [tenantEntry("ACME")] },
    { tenants: [tenantEntry("acme", { AUTH_OIDC_SECRET: "pa55word" })] },
    { tenants: [tenantEntry("acme", { AUTH_OIDC_SECRET: { env: "A", file: "b" } })] },
    { tenants: [tenantEntry("acme", { AUTH_ALLOWED_GROUP: "agents" })] },
    { tenants: [tenantEntry("acme", { AUTH_SECRET: { env: "A" } })] },
    { tenants: [tenantEntry("acme", { AUTH_OIDC_CLAIMS: "all" })] },
    { tenant: [] },
  ]) {
    expect([wrong, accepts(wrong)]).toEqual([wrong, false]);
  }
});
