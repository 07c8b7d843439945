import { SettingsError, tenantSettingNames } from "@/lib/env";
import { readTenantSources, readTenants } from "@/lib/tenants/tenants-file";

/**
 * The settings of one tenant in TENANTS_FILE, as the environment of a single company has them.
 *
 * @throws Error if there is no such tenant. SettingsError if its values cannot be read.
 */
export async function chooseTenant(
  environment: Record<string, string | undefined>,
  id: string | undefined,
): Promise<Record<string, string | undefined>> {
  const { TENANTS_FILE: path, ...shared } = environment;
  if (!path) {
    if (id !== undefined) throw new Error("--tenant needs TENANTS_FILE, which is not set.");
    return environment;
  }
  const { sources, errors } = await readTenantSources(path, environment);
  const source = sources.get(id ?? "");
  if (!source) {
    await readTenants(path, environment);
    throw new Error(`Choose one of the tenants: --tenant ${[...sources.keys()].join(", ")}`);
  }
  const own = errors.filter((error) => error.startsWith(`${id}: `));
  if (own.length > 0) throw new SettingsError(own);
  const none = Object.fromEntries(tenantSettingNames.map((name) => [name, undefined]));
  return { ...shared, ...none, ...source };
}
