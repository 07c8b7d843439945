import type { Tenant } from "@/lib/tenants/tenant";

export type TenantId = Pick<Tenant, "id">;

/** The name of a key. Its parts are encoded, so that none can contain the separator. */
export function keyOf(tenant: TenantId, ...parts: string[]): string {
  const texts = ["sessions", tenant.id, ...parts];
  return texts.map((text) => encodeURIComponent(text.toWellFormed())).join(":");
}
