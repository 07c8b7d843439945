import { chromium, type Page } from "@playwright/test";
import {
  AgentBrowser,
  type BrowserSettings,
  readDisabledFeatures,
} from "../../simulator/playwright/browser";
import { startDelayingProxy } from "../fixtures/delaying-proxy";
import { expect, test } from "./fixtures";
import type { Simulator } from "./simulator";
import { WorkspacePage } from "./workspace-page";

/*
 * Chromium as administrators set it and as slow machines run it. Each test has a browser of its own: such settings
 * cannot be changed while it runs.
 */

const ana = "Ana Carolina Silva";

async function openWorkspace(page: Page, site: Simulator): Promise<WorkspacePage> {
  const workspace = new WorkspacePage(page, site.workspace);
  await workspace.open("ana");
  await workspace.acceptContact("voice call");
  return workspace;
}

/** The app signs the agent in with one click, and keeps the session over a reload and for the next contact. */
async function expectOneClick(workspace: WorkspacePage): Promise<void> {
  const app = await workspace.openApp();
  await workspace.clickForWindow("Sign in");
  await expect(app.getByText(ana)).toBeVisible();
  await workspace.acceptContact("chat");
  await workspace.openApp();
  await expect(workspace.app().getByText(ana)).toBeVisible();
}

async function withSettings(
  thirdPartyCookies: "allowed" | "blocked",
  settings: BrowserSettings,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await AgentBrowser.open(
    thirdPartyCookies,
    await readDisabledFeatures(),
    settings,
  );
  try {
    await work(await browser.context.newPage());
  } finally {
    await browser.close();
  }
}

/** Chromium's values of a content setting. */
const block = 2;
const sessionOnly = 4;

/** `inEffect` is an expression that is true where the setting is; Chromium shows no page the others. */
const settings: { name: string; inEffect?: string; settings: BrowserSettings }[] = [
  {
    name: "pop-ups are blocked for every site",
    settings: { preferences: { profile: { default_content_setting_values: { popups: block } } } },
  },
  {
    name: "cookies last until the browser closes",
    settings: {
      preferences: { profile: { default_content_setting_values: { cookies: sessionOnly } } },
    },
  },
  {
    name: "pages are shown at 200 %",
    inEffect: "devicePixelRatio === 2",
    // Chromium's zoom is a power of 1.2.
    settings: {
      preferences: { partition: { default_zoom_level: { x: Math.log(2) / Math.log(1.2) } } },
    },
  },
];
for (const { name, inEffect, settings: set } of settings) {
  test(`one click where ${name}`, async ({ site }) => {
    await withSettings("blocked", set, async (page) => {
      const workspace = await openWorkspace(page, site);
      if (inEffect) expect(await page.evaluate(inEffect)).toBe(true);
      await expectOneClick(workspace);
    });
  });
}

test("one click where motion is reduced", async ({ site }) => {
  await withSettings("blocked", {}, async (page) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expectOneClick(await openWorkspace(page, site));
  });
});

test("one click where the processor is 6 times slower", async ({ site }) => {
  // The slow-down is of one process: all frames have to be in it.
  const oneProcess = { args: ["--disable-site-isolation-trials"] };
  await withSettings("blocked", oneProcess, async (page) => {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await expectOneClick(await openWorkspace(page, site));
  });
});

test("one click in a window that keeps nothing", async ({ site }) => {
  const { CHROMIUM_PATH: executablePath } = process.env;
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : { channel: "chromium" }),
    ignoreDefaultArgs: ["--disable-popup-blocking"],
    args: ["--no-sandbox", "--test-third-party-cookie-phaseout"],
  });
  try {
    const context = await browser.newContext();
    await expectOneClick(await openWorkspace(await context.newPage(), site));
  } finally {
    await browser.close();
  }
});

test("where cookies are blocked for the app alone, it says so", async ({ site }) => {
  const exceptions = { cookies: { [`${site.app},*`]: { setting: block } } };
  const setting = { preferences: { profile: { content_settings: { exceptions } } } };
  await withSettings("allowed", setting, async (page) => {
    const workspace = await openWorkspace(page, site);
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText("This browser blocked the app's cookie.")).toBeVisible();
  });
});

test("no click over a slow mobile network, even if the button is offered first", async ({
  site,
}) => {
  // ms: what Chrome's developer tools call Fast 3G.
  const roundTrip = 560;
  const rules = await Promise.all(
    [site.app, site.identityProvider].map(async (origin) => {
      const { host, port } = new URL(origin);
      return `MAP ${host} 127.0.0.1:${await startDelayingProxy(Number(port), roundTrip)}`;
    }),
  );
  const slow = { args: [`--host-resolver-rules=${rules.join(",")}`] };
  await withSettings("allowed", slow, async (page) => {
    const app = await (await openWorkspace(page, site)).openApp();
    await expect(app.getByText(ana)).toBeVisible({ timeout: 30_000 });
    expect(page.context().pages()).toHaveLength(2);
  });
});
