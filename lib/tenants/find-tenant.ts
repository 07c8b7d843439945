import "server-only";
import { getSettings } from "@/lib/env";
import { createTenant, type Tenant } from "./tenant";

let single: Tenant | undefined;

/** The tenant of the current request, in a page, a route or a server action. */
export async function requireTenant(): Promise<Tenant> {
  const settings = getSettings();
  single ??= createTenant("default", settings, settings.AUTH_SECRET);
  return single;
}
