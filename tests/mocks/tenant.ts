import { parseSettings } from "../../lib/env";
import { createTenant, type Tenant } from "../../lib/tenants/tenant";
import { goodSettings } from "./settings";

/** The tenant of a deployment with these settings beside the good ones. */
export function testTenant(settings: Record<string, string> = {}, id = "default"): Tenant {
  const parsed = parseSettings({ ...goodSettings, ...settings });
  return createTenant(id, parsed, parsed.AUTH_SECRET);
}
