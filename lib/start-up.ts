import { getSettings, getWarnings, SettingsError } from "./env";

/** Exits the process if a setting is missing or invalid: a half-configured app must not start. */
export function checkSettings(): void {
  try {
    for (const warning of getWarnings(getSettings())) console.warn(`Warning: ${warning}`);
  } catch (fault) {
    if (!(fault instanceof SettingsError)) throw fault;
    console.error(`${fault.message}\n.env.example explains each setting.`);
    // After a throw the server would keep running and respond to every request with 500.
    process.exit(1);
  }
}
