import type { Browser } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { defaultQuirks } from "../../simulator/idp/quirks";
import type { ScenarioInput } from "../../simulator/scenarios/scenario";
import { type Simulator, startSimulator } from "../e2e/simulator";
// #region example
import { type CustomerApi, startCustomerApi } from "../../simulator/customer-api";
// #endregion example
import { firefoxPath, startFirefox, type ThirdPartyCookies } from "./firefox";
import { ana, click, FirefoxWorkspace, see } from "./workspace";
// #region example
import { type } from "./workspace";
// #endregion example

if (!firefoxPath) {
  console.warn(
    "Skipped: Firefox is not installed. Debian has it as firefox-esr; FIREFOX_PATH names another one.",
  );
}

const contacts = Array.from({ length: 10 }, (_, at) => ({ id: `${at}`, channel: "chat" as const }));
const tenFrames: ScenarioInput = {
  routingProfile: { channelConcurrencyMap: { CHAT: 10 } },
  contacts,
  apps: contacts.map(({ id }) => ({ contact: id })),
};

describe.skipIf(!firefoxPath)("Firefox", () => {
  // #region example
  let upstream: CustomerApi;
  // #endregion example
  let simulator: Simulator;
  beforeAll(async () => {
    // #region example
    upstream = await startCustomerApi();
    // #endregion example
    const appSettings = {
      // Not vitest's value, which would build the workspace for development.
      NODE_ENV: "production",
      // #region example
      ...upstream.settings,
      // #endregion example
    };
    simulator = await startSimulator(7, { mode: "production", appSettings, service: false });
  });
  afterAll(async () => {
    await simulator?.stop();
    // #region example
    await upstream?.close();
    // #endregion example
  });

  let browser: Browser;
  let workspace: FirefoxWorkspace | null = null;

  function runFirefox(cookies: ThirdPartyCookies, { allowsApp = false } = {}): void {
    beforeAll(async () => {
      browser = await startFirefox(cookies, allowsApp ? simulator.app : undefined);
    });
    afterAll(() => browser?.close());
  }

  async function openWorkspace(scenario?: ScenarioInput): Promise<FirefoxWorkspace> {
    workspace = await FirefoxWorkspace.open(browser, simulator.workspace, scenario);
    return workspace;
  }

  afterEach(async () => {
    await simulator.setQuirks(defaultQuirks);
    const violations = workspace?.policyViolations;
    await workspace?.close();
    workspace = null;
    expect(violations ?? []).toEqual([]);
  });

  function silentAttempts({ requests }: FirefoxWorkspace): number {
    return requests.filter((url) => url.includes("prompt=none")).length;
  }

  describe("with third-party cookies allowed", () => {
    runFirefox("allowed");

    it("connects, and signs the agent in without a click", async () => {
      const desk = await openWorkspace();
      await desk.accept();
      await see(await desk.openApp(), ana);
      expect(await desk.windows()).toBe(0);
      expect((await desk.snapshot()).apps.map(({ phase }) => phase)).toEqual(["started"]);
    });

    it("takes one click if the provider must show its page", async () => {
      const desk = await openWorkspace();
      await simulator.setQuirks({ silent: "login_required" });
      await desk.accept();
      const app = await desk.openApp();
      await click(app, "Sign in");
      await see(app, ana);
    });

    it("takes one click if the provider's opener policy cuts the window off", async () => {
      const desk = await openWorkspace();
      await simulator.setQuirks({ silent: "login_required", coop: "same-origin" });
      await desk.accept();
      const app = await desk.openApp();
      await click(app, "Sign in");
      await see(app, ana);
    });

    it("signs in ten frames with one silent attempt", async () => {
      const desk = await openWorkspace(tenFrames);
      const apps = await desk.apps();
      expect(apps).toHaveLength(10);
      await Promise.all(apps.map((app) => see(app, ana)));
      expect(silentAttempts(desk)).toBe(1);
    });
  });

  describe("with third-party cookies partitioned, Firefox's default", () => {
    runFirefox("partitioned");

    it("takes one click for the first frame, and none for the second or after a reload", async () => {
      const desk = await openWorkspace();
      await desk.accept();
      const app = await desk.openApp();
      await click(app, "Sign in");
      await see(app, ana);
      await desk.accept("chat");
      await see(await desk.openApp(), ana);
      await desk.page.reload();
      await desk.ready();
      await desk.accept();
      await see(await desk.openApp(), ana);
      expect(silentAttempts(desk)).toBe(0);
    });

    it("takes two clicks if the provider's opener policy cuts the window off", async () => {
      const desk = await openWorkspace();
      await simulator.setQuirks({ coop: "same-origin", frameOptions: "deny" });
      await desk.accept();
      const app = await desk.openApp();
      await desk.clickForWindow(app, "Sign in");
      await desk.clickForWindow(app, "Finish sign-in");
      await see(app, ana);
    });

    it("signs in ten frames with one click", async () => {
      const desk = await openWorkspace(tenFrames);
      await click(await desk.app(), "Sign in");
      const apps = await desk.apps();
      expect(apps).toHaveLength(10);
      await Promise.all(apps.map((app) => see(app, ana)));
    });

    it("signs in two frames that were clicked at the same time: the second click takes over", async () => {
      const desk = await openWorkspace();
      const call = await desk.accept();
      const first = await desk.openApp();
      await see(first, "Sign in to continue");
      const chat = await desk.accept("chat");
      const second = await desk.openApp();
      await see(second, "Sign in to continue");
      await simulator.setQuirks({ delayMs: 2_000 });
      await desk.select(call);
      await click(first, "Sign in");
      await desk.select(chat);
      await click(second, "Sign in");
      await see(first, "Sign-in is open in another tab");
      await simulator.setQuirks({ delayMs: 0 });
      await Promise.all([see(first, ana), see(second, ana)]);
    });

    // #region example
    const note = "textarea[aria-label='Notes on this contact']";

    async function savedNote(contactId: string): Promise<string | null> {
      const { CUSTOMER_API_URL, CUSTOMER_API_TOKEN } = upstream.settings;
      const response = await fetch(`${CUSTOMER_API_URL}/contacts/${contactId}/note`, {
        headers: { authorization: `Bearer ${CUSTOMER_API_TOKEN}` },
      });
      return response.ok ? (await response.json()).text : null;
    }

    async function typeNote(desk: FirefoxWorkspace): Promise<string> {
      const contactId = await desk.accept();
      const app = await desk.openApp();
      await click(app, "Sign in");
      await type(app, `${note}:not(:read-only)`, "wants a refund");
      return contactId;
    }

    it.for([
      [
        "closed",
        (desk: FirefoxWorkspace) =>
          desk.page.evaluate(() => {
            const [app] = globalThis.workspace.getSnapshot().apps;
            return globalThis.workspace.closeApp(app?.id ?? "");
          }),
      ],
      [
        "removed at once",
        (desk: FirefoxWorkspace) =>
          desk.page.$eval("[data-instance-id] > iframe", (frame) => frame.remove()),
      ],
      ["reloaded", (desk: FirefoxWorkspace) => desk.page.reload()],
    ] as const)("saves the note of an app that is %s", async ([, leave]) => {
      const desk = await openWorkspace();
      const contactId = await typeNote(desk);
      expect(await savedNote(contactId)).not.toBe("wants a refund");
      await leave(desk);
      await expect.poll(() => savedNote(contactId), { timeout: 5_000 }).toBe("wants a refund");
    });

    it("keeps what was typed when the session ends, and saves it after one click", async () => {
      const desk = await openWorkspace();
      const contactId = await typeNote(desk);
      await expect.poll(() => savedNote(contactId), { timeout: 5_000 }).toBe("wants a refund");
      const app = await desk.app();
      await app.evaluate(async () => {
        const headers = { "content-type": "application/json" };
        await fetch("/api/sign-in/out", { method: "POST", headers, body: "{}" });
      });
      await type(app, note, ", today");
      await see(app, "Your session has ended");
      await click(app, "Reconnect");
      await expect
        .poll(() => savedNote(contactId), { timeout: 5_000 })
        .toBe("wants a refund, today");
    });
    // #endregion example

    it("signs all frames out", async () => {
      const desk = await openWorkspace();
      await desk.accept();
      const first = await desk.openApp();
      await click(first, "Sign in");
      await see(first, ana);
      await desk.accept("chat");
      const second = await desk.openApp();
      await click(second, ana, "summary");
      await click(second, "Sign out of this app");
      await Promise.all([see(first, "You are signed out"), see(second, "You are signed out")]);
    });
  });

  describe("with all third-party cookies blocked", () => {
    runFirefox("blocked");

    it("keeps the app open, and says what the administrator can do", async () => {
      const desk = await openWorkspace();
      await desk.accept();
      const app = await desk.openApp();
      await click(app, "Sign in");
      await see(app, "Ask your administrator to allow it.");
      expect((await desk.snapshot()).apps.map(({ phase }) => phase)).toEqual(["started"]);
    });
  });

  describe("with all third-party cookies blocked except the app's", () => {
    runFirefox("blocked", { allowsApp: true });

    it("takes one click", async () => {
      const desk = await openWorkspace();
      await desk.accept();
      const app = await desk.openApp();
      await click(app, "Sign in");
      await see(app, ana);
    });
  });
});
