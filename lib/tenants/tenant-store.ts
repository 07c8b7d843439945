import type { Tenant } from "./tenant";

/** Where the tenants of a deployment for many come from. */
export interface TenantStore {
  /**
   * The tenant whose app is at `origin`, such as `https://acme.app.example.com`; null if there is none. It is
   * called several times for each request: see `cacheTenants`.
   */
  findByOrigin(origin: string): Promise<Tenant | null>;
}

/** Origins without a tenant that are remembered. Anybody can send any host. */
const mostUnknown = 1_000;

/**
 * Remembers what a slow store returned for `lifetime` ms: a change takes effect within that time. While the store
 * fails, a known tenant stays usable for `spare` ms more.
 */
export function cacheTenants(
  store: TenantStore,
  { lifetime = 60_000, spare = 600_000 } = {},
): TenantStore {
  const known = new Map<string, { tenant: Tenant; since: number }>();
  const unknown = new Map<string, { tenant: null; since: number }>();
  const loading = new Map<string, Promise<Tenant | null>>();

  async function load(origin: string): Promise<Tenant | null> {
    const last = known.get(origin);
    try {
      const tenant = await store.findByOrigin(origin);
      known.delete(origin);
      unknown.delete(origin);
      if (tenant) known.set(origin, { tenant, since: Date.now() });
      else unknown.set(origin, { tenant, since: Date.now() });
      const [oldest] = unknown.keys();
      if (unknown.size > mostUnknown && oldest) unknown.delete(oldest);
      return tenant;
    } catch (error) {
      if (last && Date.now() < last.since + lifetime + spare) return last.tenant;
      throw error;
    }
  }

  return {
    async findByOrigin(origin) {
      const last = known.get(origin) ?? unknown.get(origin);
      if (last && Date.now() < last.since + lifetime) return last.tenant;
      const current = loading.get(origin) ?? load(origin);
      loading.set(origin, current);
      return current.finally(() => loading.delete(origin));
    },
  };
}
