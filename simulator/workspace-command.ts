import { parseArgs } from "node:util";
import { readAppFile, registeredApps } from "./app-file";
import { run } from "./command";
import { findFramingFault } from "./framing";
import { InputProblem } from "./input";
import { assertPortsFree } from "./ports";
import { readScenarioFile } from "./scenarios/file";
import { startWorkspace } from "./workspace-server";

const helpFor = (command: string) => `
  ${command} --app <url> [options]

  Frames the app at <url> in a simulated agent workspace, on another site than the app's.

  --app <url>                 the app's access URL, such as http://localhost:8080
  --config <file>             how the app is registered, as JSON: name, permissions, scope, iframeConfig,
                              approvedOrigins, initializationTimeout, further apps and services, as
                              in app-file.schema.json. Without it the app has every permission.
  --scenario <name or file>   what the workspace opens with: a shipped scenario, such as voice-call,
                              or a JSON file of your own
  --port <number>             the workspace's port; 4000 unless set
  --help                      this text
`;

/**
 * The simulated agent workspace for any running app, without Next and without an identity provider. `command` is what
 * starts it, as its help and its errors write it.
 */
export function runWorkspace(command: string): void {
  run(helpFor(command), async (args, running) => {
    const { values: flags } = parseArgs({
      args,
      options: {
        app: { type: "string" },
        config: { type: "string" },
        scenario: { type: "string" },
        port: { type: "string", default: "4000" },
      },
    });
    if (!flags.app) throw new InputProblem("--app is missing; expected the app's access URL");
    const instance = registeredApps(flags.app, flags.config ? await readAppFile(flags.config) : {});
    const scenario = flags.scenario ? await readScenarioFile(flags.scenario) : undefined;
    const port = Number(flags.port);
    await assertPortsFree(command, { port });

    const workspaceUrl = `http://workspace.localhost:${port}`;
    const faults = await Promise.all(
      [...instance.apps, ...(instance.services ?? [])].map(({ accessUrl }) =>
        findFramingFault(accessUrl, workspaceUrl),
      ),
    );
    const workspace = await startWorkspace(port, {
      ...instance,
      identityProvider: null,
      ...(scenario && { scenario }),
    });
    running.add(workspace.close);
    for (const fault of faults) if (fault) console.warn(`\n  ${fault}`);
    const [{ name, accessUrl, permissions }] = instance.apps;
    console.log(`
  Agent workspace (simulated)   ${workspaceUrl}
  ${name}, framed there   ${accessUrl}
  Its permissions               ${permissions.join(", ") || "none"}

  Open the workspace and choose a test agent. Ctrl-C ends everything.
`);
  });
}
