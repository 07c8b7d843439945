import { getSettings, getWarnings, SettingsError } from "./env";

/** Ends the process when a setting is missing or bad: a half-configured app does not start. */
export function checkSettings(): void {
  try {
    for (const warning of getWarnings(getSettings())) console.warn(`Warning: ${warning}`);
  } catch (fault) {
    if (!(fault instanceof SettingsError)) throw fault;
    console.error(`${fault.message}\nSee .env.example for what each one means.`);
    // A throw would leave a server that answers every request with 500.
    process.exit(1);
  }
}
