import { type Browser, chromium } from "@playwright/test";

/** Browsers to try: only CHROMIUM_PATH if it is set, otherwise the installed ones, then Playwright's own. */
const candidates = process.env.CHROMIUM_PATH
  ? [{ executablePath: process.env.CHROMIUM_PATH }]
  : [{ channel: "chrome" }, { channel: "msedge" }, {}];

// The doctor's page around the app's frame counts as public, and may not frame a provider on this machine.
const forLocalProvider = "--disable-features=LocalNetworkAccessChecks";

/** @throws Error if there is no browser, or no screen to show it on. */
export async function openBrowser({ headless = false, isLocal = false }): Promise<Browser> {
  const args = ["--no-first-run", ...(isLocal ? [forLocalProvider] : [])];
  const errors: string[] = [];
  for (const candidate of candidates) {
    try {
      return await chromium.launch({ ...candidate, headless, args });
    } catch (error) {
      errors.push((error as Error).message.split("\n")[0] ?? "");
    }
  }
  throw new Error(
    `No browser could be opened. Install Chrome, or run: npx playwright install chromium\n${errors.join("\n")}`,
  );
}
