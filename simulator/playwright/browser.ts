import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";

export type ThirdPartyCookies = "allowed" | "blocked";

/** What an administrator sets, or the machine is like. */
export interface BrowserSettings {
  /** Of the profile, by section and name, as in Chromium's file `Preferences`. */
  preferences?: Record<string, object>;
  /** On Chromium's command line. */
  args?: string[];
}

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
 * An agent's browser. It has its own profile, because cookie preferences do not apply to Playwright's usual
 * incognito contexts. `CHROMIUM_PATH` names an installed Chromium.
 */
export class AgentBrowser {
  private constructor(
    readonly context: BrowserContext,
    private readonly profile: string,
  ) {}

  static async open(
    thirdPartyCookies: ThirdPartyCookies,
    disabledFeatures: string,
    { preferences = {}, args = [] }: BrowserSettings = {},
  ): Promise<AgentBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "workspace-e2e-"));
    const blocked = thirdPartyCookies === "blocked";
    await mkdir(join(profile, "Default"));
    await writeFile(
      join(profile, "Default", "Preferences"),
      JSON.stringify({
        ...preferences,
        profile: {
          ...preferences.profile,
          block_third_party_cookies: blocked,
          cookie_controls_mode: blocked ? 1 : 0,
        },
      }),
    );
    const context = await chromium.launchPersistentContext(profile, {
      ...browser,
      viewport: { width: 1280, height: 800 },
      // Playwright turns off what an agent's browser has: the pop-up blocker, and storage that is
      // partitioned between the frame and the sign-in window.
      ignoreDefaultArgs: ["--disable-popup-blocking", disabledFeatures],
      args: [
        ...browserArguments,
        disabledFeatures.replace("ThirdPartyStoragePartitioning,", ""),
        ...args,
      ],
    });
    return new AgentBrowser(context, profile);
  }

  /**
   * Clears the browser for the next test: pages, cookies, storage, permissions and what the test has set.
   * Returns false if only a new browser will do: a context keeps Playwright's clock.
   */
  async clear(): Promise<boolean> {
    const { context } = this;
    const pages = context.pages();
    // The browser closes with its last page.
    const page = await context.newPage();
    for (const event of [
      "console",
      "page",
      "request",
      "requestfailed",
      "requestfinished",
      "response",
    ]) {
      context.removeAllListeners(event);
    }
    await context.unrouteAll({ behavior: "ignoreErrors" });
    await Promise.all(pages.map((each) => each.close()));
    await context.setOffline(false);
    await context.clearPermissions();
    const session = await context.newCDPSession(page);
    await session.send("Network.clearBrowserCookies");
    await session.send("Storage.clearDataForOrigin", { origin: "*", storageTypes: "all" });
    await session.detach();
    return page.evaluate(() => Function.prototype.toString.call(Date).includes("[native code]"));
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
