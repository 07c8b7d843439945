import "server-only";
import { headers } from "next/headers";
import { getSettings } from "@/lib/env";
import { originsOfHost } from "@/lib/security/origins";
import { openTenantStore } from "./store";
import { createTenant, singleTenant, type Tenant } from "./tenant";
import type { TenantStore } from "./tenant-store";

let single: Tenant | undefined;

declare global {
  /** Next creates a module once for each kind of bundle, and all of them share this. */
  var tenantStore: TenantStore | undefined;
}

/** The tenant of a request: a single company's for every host, one of many by the host. null if it has none. */
export async function findTenant(headers: Headers): Promise<Tenant | null> {
  const settings = getSettings();
  if ("AUTH_URL" in settings) {
    single ??= createTenant(singleTenant, settings, settings.AUTH_SECRET);
    return single;
  }
  globalThis.tenantStore ??= openTenantStore(settings);
  const host = headers.get(settings.TENANTS_FORWARDED_HOST ? "x-forwarded-host" : "host");
  for (const origin of originsOfHost(host ?? "")) {
    const tenant = await globalThis.tenantStore.findByOrigin(origin);
    if (tenant) return tenant;
  }
  return null;
}

/** The tenant of the current request, in a page, a route or a server action. The middleware refuses other requests. */
export async function requireTenant(): Promise<Tenant> {
  const tenant = await findTenant(await headers());
  if (!tenant) throw new Error("No tenant has the host of this request.");
  return tenant;
}
