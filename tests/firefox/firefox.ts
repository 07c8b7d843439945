import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Browser } from "puppeteer-core";

/** What Firefox does with third-party cookies: `partitioned` is its default, `refused` its strictest setting. */
export type ThirdPartyCookies = "allowed" | "partitioned" | "refused";

const cookieBehavior = { allowed: 0, refused: 1, partitioned: 5 } as const;

/** Where Firefox is installed: `FIREFOX_PATH`, or where Debian's packages put it. Undefined if it is not. */
export const firefoxPath = [
  process.env.FIREFOX_PATH,
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
].find((path) => path && existsSync(path));

/**
 * Runs Firefox with a profile of its own, and with its pop-up blocker on, as an agent has it. `allowedOrigin` may
 * keep its cookies whatever the setting, as an administrator's policy `Cookies.Allow` has it.
 */
export async function startFirefox(
  thirdPartyCookies: ThirdPartyCookies,
  allowedOrigin?: string,
): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), "workspace-firefox-"));
  const permissions = join(folder, "permissions");
  if (allowedOrigin) await writeFile(permissions, `origin\tcookie\t1\t${allowedOrigin}\n`);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: firefoxPath,
    extraPrefsFirefox: {
      "network.cookie.cookieBehavior": cookieBehavior[thirdPartyCookies],
      ...(allowedOrigin && { "permissions.manager.defaultsUrl": pathToFileURL(permissions).href }),
      // Puppeteer switches the pop-up blocker off.
      "dom.disable_open_during_load": true,
    },
  });
  browser.once("disconnected", () => void rm(folder, { recursive: true }));
  return browser;
}
