import { type BrowserContext, test as base, type FrameLocator } from "@playwright/test";
import type { Contact } from "../host/contacts/contact";
import { findFreePort } from "../ports";
import { appConfig, type Registration } from "../registration";
import { startWorkspace } from "../workspace-server";
import { AgentBrowser, readDisabledFeatures, type ThirdPartyCookies } from "./browser";
import {
  type AgentName,
  type RingingContact,
  type ScenarioOption,
  SimulatedWorkspace,
} from "./workspace";

export { expect } from "@playwright/test";
export type { AgentName, RingingContact, ScenarioOption, SimulatedWorkspace };

/** Options of a worker: set them in the configuration's `use`. */
export interface WorkerOptions {
  /** The app under test, which must be running, such as `http://localhost:8080`. */
  appUrl: string;
  /** Its registration. Default: every permission. */
  registration: Registration;
  /** A running workspace, such as from `npm run workspace`. Default: one is started for `appUrl`. */
  workspaceUrl: string;
}

/** Options of a test. */
export interface TestOptions {
  scenario: ScenarioOption;
  agent: AgentName;
  thirdPartyCookies: ThirdPartyCookies;
  /** The `contact`. */
  ringing: RingingContact;
}

interface Fixtures {
  /** The simulated workspace, with the agent signed in to it. */
  workspace: SimulatedWorkspace;
  /** An accepted contact, in front. */
  contact: Contact;
  /** The app in front; opened if none is open. Name `contact` before it to open it for that contact. */
  app: FrameLocator;
}

interface WorkerFixtures {
  workspaceServer: { url: string };
  /** Opens a browser for a test, and keeps it for those after it: its start takes longer than many a test. */
  browsers: {
    use(
      thirdPartyCookies: ThirdPartyCookies,
      test: (context: BrowserContext) => Promise<void>,
    ): Promise<void>;
  };
}

export const test = base.extend<TestOptions & Fixtures, WorkerOptions & WorkerFixtures>({
  appUrl: ["", { option: true, scope: "worker" }],
  registration: [{}, { option: true, scope: "worker" }],
  workspaceUrl: ["", { option: true, scope: "worker" }],
  scenario: ["", { option: true }],
  agent: ["ana", { option: true }],
  thirdPartyCookies: ["blocked", { option: true }],
  ringing: [{}, { option: true }],

  browsers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
    async ({}, use) => {
      const disabledFeatures = await readDisabledFeatures();
      const open = new Map<ThirdPartyCookies, AgentBrowser>();
      await use({
        async use(thirdPartyCookies, test) {
          const browser =
            open.get(thirdPartyCookies) ??
            (await AgentBrowser.open(thirdPartyCookies, disabledFeatures));
          open.delete(thirdPartyCookies);
          await test(browser.context);
          if (await browser.clear()) open.set(thirdPartyCookies, browser);
          else await browser.close();
        },
      });
      await Promise.all([...open.values()].map((browser) => browser.close()));
    },
    { scope: "worker" },
  ],

  workspaceServer: [
    async ({ appUrl, registration, workspaceUrl }, use) => {
      if (workspaceUrl) return use({ url: workspaceUrl });
      if (!appUrl) throw new Error("Set the option appUrl: the address of the app under test");
      const { approvedOrigins = [] } = registration;
      const port = await findFreePort();
      const server = await startWorkspace(port, {
        apps: [appConfig(new URL(appUrl).href, registration)],
        approvedOrigins,
        identityProvider: null,
      });
      await use({ url: `http://workspace.localhost:${port}` });
      await server.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  context: ({ thirdPartyCookies, browsers }, use) => browsers.use(thirdPartyCookies, use),

  page: async ({ context }, use) => use(context.pages()[0] ?? (await context.newPage())),

  workspace: async ({ page, workspaceServer, agent, scenario }, use) => {
    const workspace = new SimulatedWorkspace(page, workspaceServer.url);
    await workspace.open(agent, scenario);
    await use(workspace);
  },

  contact: async ({ workspace, ringing }, use) => {
    const id = await workspace.ring(ringing);
    await workspace.accept(id);
    await use(await workspace.contact(id));
  },

  app: async ({ workspace }, use) => {
    const { apps } = await workspace.snapshot();
    await use(apps.some(({ visible }) => visible) ? workspace.app() : await workspace.launch());
  },
});
