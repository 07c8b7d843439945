import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { parseSettings } from "@/lib/env";
import { chooseTenant } from "@/scripts/doctor/tenant";
import { goodSettings } from "@/tests/mocks/settings";
import { secretVariable, tenantEntry } from "@/tests/mocks/tenant-entry";

/** The environment of a deployment for these tenants. */
async function environmentOf(...tenants: object[]): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "tenants-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const TENANTS_FILE = join(folder, "tenants.json");
  await writeFile(TENANTS_FILE, JSON.stringify({ tenants }));
  const { AUTH_SECRET } = goodSettings;
  return { AUTH_SECRET, TENANTS_FILE, [secretVariable]: "s3cret", CONNECT_LOG_LEVEL: "warn" };
}

it("a tenant is examined as a single company with its settings", async () => {
  const environment = await environmentOf(tenantEntry("acme"), tenantEntry("globex"));
  const settings = parseSettings(await chooseTenant(environment, "globex"));
  expect(settings).toMatchObject({
    AUTH_URL: "https://globex.app.example.com",
    AUTH_OIDC_SECRET: "s3cret",
    AUTH_SECRET: [goodSettings.AUTH_SECRET],
    CONNECT_LOG_LEVEL: "warn",
  });
});

it("nothing of another tenant or of the environment is taken for it", async () => {
  const environment = await environmentOf(tenantEntry("acme", { AUTH_OIDC_ID: undefined }));
  const chosen = await chooseTenant({ ...environment, AUTH_OIDC_ID: "other" }, "acme");
  expect(() => parseSettings(chosen)).toThrow("AUTH_OIDC_ID is missing");
});

it("a reference of the tenant that leads nowhere is named", async () => {
  const environment = await environmentOf(
    tenantEntry("acme", { AUTH_OIDC_SECRET: { env: "NOT_SET" } }),
    tenantEntry("globex"),
  );
  await expect(chooseTenant(environment, "acme")).rejects.toThrow(
    "acme: AUTH_OIDC_SECRET refers to NOT_SET, which is not set",
  );
  await expect(chooseTenant(environment, "globex")).resolves.toBeDefined();
});

it("without a choice, or with a wrong one, the tenants are named", async () => {
  const environment = await environmentOf(tenantEntry("acme"), tenantEntry("globex"));
  for (const id of [undefined, "initech"]) {
    await expect(chooseTenant(environment, id)).rejects.toThrow("--tenant acme, globex");
  }
});

it("without a choice, errors in the file are listed first", async () => {
  const environment = await environmentOf(tenantEntry("acme", { AUTH_URL: "x" }));
  await expect(chooseTenant(environment, undefined)).rejects.toThrow('acme: AUTH_URL "x"');
});

it("a single company has no tenant to choose", async () => {
  expect(await chooseTenant(goodSettings, undefined)).toBe(goodSettings);
  await expect(chooseTenant(goodSettings, "acme")).rejects.toThrow("needs TENANTS_FILE");
});
