import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Browser } from "puppeteer-core";

/** How Firefox handles third-party cookies. Its default is `partitioned`, its strictest setting `blocked`. */
export type ThirdPartyCookies = "allowed" | "partitioned" | "blocked";

const cookieBehavior = { allowed: 0, blocked: 1, partitioned: 5 } as const;

/** The path of Firefox: `FIREFOX_PATH`, or that of Debian's packages. Undefined if it is not installed. */
export const firefoxPath = [
  process.env.FIREFOX_PATH,
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
].find((path) => path && existsSync(path));

/**
 * Starts Firefox with a new profile, and with its pop-up blocker on, like an agent's. Cookies of `allowedOrigin` are
 * always allowed, as with an administrator's policy `Cookies.Allow`.
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
