import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, chromium, expect } from "@playwright/test";
import { testAgents } from "../../simulator/agents";
import { defaultQuirks } from "../../simulator/idp/quirks";
import { type Simulator, type SimulatorOptions, startSimulator } from "./simulator";
import { WorkspacePage } from "./workspace-page";

interface TestOptions {
  thirdPartyCookies: "allowed" | "blocked";
  /** Query of the workspace's address: contacts, open apps, sandbox tokens beside the four default ones. */
  scenario: string;
}

interface WorkerFixtures {
  simulator: Simulator;
  /** Playwright's own `--disable-features=…` argument. */
  disabledFeatures: string;
}

interface Fixtures {
  /** The simulator, with an identity provider that has no quirks but those that the test sets. */
  site: Simulator;
  /** The simulated workspace, with an agent signed in to it. */
  workspace: WorkspacePage;
  /** What a page's policy blocked, in any frame. A test that leaves something here fails. */
  policyViolations: string[];
}

/** Says so in the console, in every frame, before any script of the page runs. */
function reportPolicyViolations() {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.info(
      `policy-violation ${event.effectiveDirective} ${event.blockedURI} on ${location.href}`,
    );
  });
}

const executablePath = process.env.CHROMIUM_PATH || undefined;
const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const test = base.extend<TestOptions & Fixtures, SimulatorOptions & WorkerFixtures>({
  mode: ["production", { option: true, scope: "worker" }],
  appSettings: [{}, { option: true, scope: "worker" }],

  disabledFeatures: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
    async ({}, use) => {
      const server = await chromium.launchServer({ executablePath, args: browserArguments });
      const argument = server
        .process()
        .spawnargs.find((arg) => arg.startsWith("--disable-features="));
      await server.close();
      await use(argument ?? "");
    },
    { scope: "worker" },
  ],

  simulator: [
    async ({ mode, appSettings }, use, { parallelIndex }) => {
      const slot = mode === "production" ? parallelIndex : 9;
      const simulator = await startSimulator(slot, { mode, appSettings });
      await use(simulator);
      await simulator.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  site: async ({ simulator }, use) => {
    await use(simulator);
    await simulator.setQuirks(defaultQuirks);
  },

  thirdPartyCookies: ["blocked", { option: true }],
  scenario: ["", { option: true }],

  // A profile of its own: cookie preferences do not reach Playwright's usual incognito contexts.
  context: async ({ thirdPartyCookies, disabledFeatures }, use) => {
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
      executablePath,
      viewport: { width: 1280, height: 800 },
      // Playwright switches off what an agent's browser has: the pop-up blocker, and storage that is
      // partitioned between the frame and the sign-in window.
      ignoreDefaultArgs: ["--disable-popup-blocking", disabledFeatures],
      args: [...browserArguments, disabledFeatures.replace("ThirdPartyStoragePartitioning,", "")],
    });
    await context.addInitScript(reportPolicyViolations);
    await use(context);
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  },

  policyViolations: [
    async ({ context }, use) => {
      const violations: string[] = [];
      context.on("console", (message) => {
        if (message.text().startsWith("policy-violation ")) violations.push(message.text());
      });
      await use(violations);
      expect(violations).toEqual([]);
    },
    { auto: true },
  ],

  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },

  workspace: async ({ page, site, scenario }, use) => {
    const workspace = new WorkspacePage(page, site);
    await workspace.signIn(testAgents[0]?.name ?? "", scenario);
    await use(workspace);
  },
});

export { expect };
