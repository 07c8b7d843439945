import "server-only";
import type { SharedSettings } from "@/lib/env";
import type { TenantStore } from "./tenant-store";
import { openTenantsFile } from "./tenants-file";

/** Opens the store of this deployment's tenants. To keep them in a database, return your own here: docs/tenants.md. */
export function openTenantStore(settings: SharedSettings): TenantStore {
  return openTenantsFile(settings);
}
