import { SettingsError } from "@/lib/env";
import { logEvent } from "@/lib/log";
import { withTimeLimit } from "@/lib/time-limit";
import type { Tenant } from "./tenant";

/** Where the tenants of a deployment for many come from. */
export interface TenantStore {
  /**
   * The tenant whose app is at `origin`, such as `https://acme.app.example.com`; null if there is none. It is
   * called several times for each request: see `cacheTenants`.
   */
  findByOrigin(origin: string): Promise<Tenant | null>;
}

/** Thrown if the store fails, and the tenant is not known from before. */
export class TenantStoreDown extends Error {
  override readonly name = "TenantStoreDown";
}

/** By name: Next creates this module, and the class, once for each kind of bundle. */
export function isTenantStoreDown(error: unknown): boolean {
  return error instanceof Error && error.name === "TenantStoreDown";
}

/** ms after which a store that has not responded counts as failed. */
const patience = 2_000;
/** ms between two attempts to read a known tenant from a store that fails. */
const pause = 5_000;
/** Origins without a tenant that are remembered. Anybody can send any host. */
const mostUnknown = 1_000;

/** What the store returned at `since`. It is used until `until`. */
interface Entry<Found> {
  tenant: Found;
  since: number;
  until: number;
}

/**
 * Remembers what a slow store returned for `lifetime` ms: a change takes effect within that time. While the store
 * fails, a known tenant stays usable for `spare` ms more. For any other origin, `findByOrigin` then throws
 * TenantStoreDown. The store has failed if it throws, or does not respond within 2 s.
 */
export function cacheTenants(
  store: TenantStore,
  { lifetime = 60_000, spare = 600_000 } = {},
): TenantStore {
  const known = new Map<string, Entry<Tenant>>();
  const unknown = new Map<string, Entry<null>>();
  const loading = new Map<string, Promise<Tenant | null>>();

  async function load(origin: string): Promise<Tenant | null> {
    const last = known.get(origin);
    try {
      const tenant = await withTimeLimit(patience, store.findByOrigin(origin));
      const since = Date.now();
      const until = since + lifetime;
      known.delete(origin);
      unknown.delete(origin);
      if (tenant) known.set(origin, { tenant, since, until });
      else unknown.set(origin, { tenant, since, until });
      const [oldest] = unknown.keys();
      if (unknown.size > mostUnknown && oldest) unknown.delete(oldest);
      return tenant;
    } catch (error) {
      logFailure(origin, error);
      const end = (last?.since ?? 0) + lifetime + spare;
      if (!last || Date.now() >= end) throw new TenantStoreDown(undefined, { cause: error });
      last.until = Math.min(Date.now() + pause, end);
      return last.tenant;
    }
  }

  return {
    async findByOrigin(origin) {
      const last = known.get(origin) ?? unknown.get(origin);
      if (last && Date.now() < last.until) return last.tenant;
      const current = loading.get(origin) ?? load(origin);
      loading.set(origin, current);
      return current.finally(() => loading.delete(origin));
    },
  };
}

/** Logs what is wrong with a tenant's settings. Of any other error only its code: a driver may quote its password. */
function logFailure(origin: string, error: unknown): void {
  if (error instanceof SettingsError) {
    for (const message of error.errors) {
      logEvent("error", "tenants.store-failed", { origin, message });
    }
    return;
  }
  const { code, name } = error as { code?: unknown; name?: string };
  logEvent("error", "tenants.store-failed", {
    origin,
    cause: typeof code === "string" ? code : name,
  });
}
