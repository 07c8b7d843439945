import { environment, getSettings, getWarnings, SettingsError } from "@/lib/env";
import { readTenants } from "./tenants-file";

/**
 * Checks the settings of a deployment for many tenants, and returns warnings about them.
 *
 * @throws SettingsError with every error of what the tenants share, and of every tenant in TENANTS_FILE
 */
export async function checkTenants(): Promise<string[]> {
  setLibraryUrl();
  const path = environment.TENANTS_FILE?.trim();
  const read = [Promise.resolve().then(getSettings), path ? readTenants(path) : null] as const;
  const errors = (await Promise.allSettled(read)).flatMap((each) => {
    if (each.status === "fulfilled") return [];
    if (each.reason instanceof SettingsError) return each.reason.errors;
    throw each.reason;
  });
  if (errors.length > 0) throw new SettingsError(errors);
  return [...((await read[1]) ?? [])].flatMap(([id, settings]) =>
    getWarnings(settings).map((warning) => `${id}: ${warning}`),
  );
}

/** Without a URL in the environment, next-auth would build its own from headers that anyone can send. */
function setLibraryUrl(): void {
  // Empty is not unset for it.
  if (!process.env.AUTH_URL) delete process.env.AUTH_URL;
  process.env.NEXTAUTH_URL = "http://localhost";
}
