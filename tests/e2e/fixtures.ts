import { test as base, expect } from "../../simulator/playwright";
import { defaultQuirks } from "../../simulator/idp/quirks";
import { isPolicyViolation, reportPolicyViolations } from "./policy-violations";
import { type Simulator, type SimulatorOptions, startSimulator } from "./simulator";
import { WorkspacePage } from "./workspace-page";

interface WorkerFixtures {
  simulator: Simulator;
}

interface Fixtures {
  /** The simulator, with an identity provider that has no quirks but those that the test sets. */
  site: Simulator;
  workspace: WorkspacePage;
  /** What a page's policy blocked, in any frame. A test that leaves something here fails. */
  policyViolations: string[];
}

export const test = base.extend<Fixtures, SimulatorOptions & WorkerFixtures>({
  mode: ["production", { option: true, scope: "worker" }],
  appSettings: [{}, { option: true, scope: "worker" }],
  service: [false, { option: true, scope: "worker" }],

  simulator: [
    async ({ mode, appSettings, service }, use, { parallelIndex }) => {
      const slot = mode === "production" ? parallelIndex : 9;
      const simulator = await startSimulator(slot, { mode, appSettings, service });
      await use(simulator);
      await simulator.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  workspaceServer: [
    ({ simulator }, use) => use({ url: simulator.workspace }),
    { scope: "worker", timeout: 120_000 },
  ],

  site: async ({ simulator }, use) => {
    await use(simulator);
    await simulator.setQuirks(defaultQuirks);
  },

  context: async ({ context }, use) => {
    const script = await context.addInitScript(reportPolicyViolations);
    await use(context);
    await script.dispose();
  },

  policyViolations: [
    async ({ context }, use) => {
      const violations: string[] = [];
      context.on("console", (message) => {
        if (isPolicyViolation(message.text())) violations.push(message.text());
      });
      await use(violations);
      expect(violations).toEqual([]);
    },
    { auto: true },
  ],

  workspace: async ({ page, site, agent, scenario }, use) => {
    const workspace = new WorkspacePage(page, site.workspace);
    await workspace.open(agent, scenario);
    await use(workspace);
  },
});

export { expect };
