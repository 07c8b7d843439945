import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";

export type ThirdPartyCookies = "allowed" | "blocked";

const executablePath = process.env.CHROMIUM_PATH || undefined;
// Playwright's headless shell, its default, has no profile and so no cookie preferences.
const browser = executablePath ? { executablePath } : { channel: "chromium" };
const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Playwright's own `--disable-features=…` argument. */
export async function readDisabledFeatures(): Promise<string> {
  const server = await chromium.launchServer({ ...browser, args: browserArguments });
  const argument = server.process().spawnargs.find((arg) => arg.startsWith("--disable-features="));
  await server.close();
  return argument ?? "";
}

/**
 * Runs `use` with an agent's browser: a profile of its own, since cookie preferences do not reach
 * Playwright's usual incognito contexts. `CHROMIUM_PATH` names an installed Chromium.
 */
export async function withAgentBrowser(
  thirdPartyCookies: ThirdPartyCookies,
  disabledFeatures: string,
  use: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), "workspace-e2e-"));
  const blocked = thirdPartyCookies === "blocked";
  await mkdir(join(profile, "Default"));
  await writeFile(
    join(profile, "Default", "Preferences"),
    JSON.stringify({
      profile: { block_third_party_cookies: blocked, cookie_controls_mode: blocked ? 1 : 0 },
    }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    ...browser,
    viewport: { width: 1280, height: 800 },
    // Playwright switches off what an agent's browser has: the pop-up blocker, and storage that is
    // partitioned between the frame and the sign-in window.
    ignoreDefaultArgs: ["--disable-popup-blocking", disabledFeatures],
    args: [...browserArguments, disabledFeatures.replace("ThirdPartyStoragePartitioning,", "")],
  });
  await use(context);
  await context.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
}
