import { goodSettings } from "./settings";

/** The variable in which the secrets of `tenantEntry` are. */
export const secretVariable = "TENANT_SECRET";

/** A tenant as TENANTS_FILE has it, on a host of its own. Its secrets are in `secretVariable`. */
export function tenantEntry(id: string, changes: Record<string, unknown> = {}) {
  const { AUTH_SECRET: _, ...settings } = goodSettings;
  const values = Object.entries(settings).map(([name, value]) => {
    return [name, /_(SECRET|TOKEN)$/.test(name) ? { env: secretVariable } : value];
  });
  const own = { id, AUTH_URL: `https://${id}.app.example.com` };
  return { ...Object.fromEntries(values), ...own, ...changes };
}
