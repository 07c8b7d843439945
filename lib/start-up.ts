import {
  development,
  environment,
  getWarnings,
  hasManyTenants,
  parseSettings,
  SettingsError,
} from "./env";
import { getPrerenderedPages } from "./security/prerendered";
import { findSharedStore } from "./auth/server/open-session-store";
import { checkTenants } from "./tenants/check-tenants";

/** Exits the process if the build has a page that no policy can allow: agents would see an empty frame. */
export function checkPages(): void {
  try {
    if (!development) getPrerenderedPages();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

/** Exits the process if a setting is missing or invalid: a half-configured app must not start. */
export async function checkSettings(): Promise<void> {
  try {
    const warnings = hasManyTenants()
      ? await checkTenants()
      : getWarnings(parseSettings(environment));
    for (const warning of warnings) console.warn(`Warning: ${warning}`);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`${error.message}\n.env.example explains each setting.`);
    // After a throw the server would keep running and respond to every request with 500.
    process.exit(1);
  }
}

/** Connects to the session store, if there is one. It may be down at the start: then the log says so. */
export function connectSessionStore(): void {
  void findSharedStore()
    ?.check()
    .catch(() => {});
}
