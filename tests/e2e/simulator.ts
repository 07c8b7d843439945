import type { Quirks } from "../../simulator/idp";
import { startCommand } from "../../simulator/tests/e2e/command";

export interface SimulatorOptions {
  /** The app as `next start` or as `next dev` runs it. */
  mode: "production" | "development";
  /** Settings of the app beside those that the simulator gives it. */
  appSettings: Record<string, string>;
  /** Whether the instance has the service, which signs agents in before they open the app. */
  service: boolean;
}

/** A running app, workspace and identity provider: what `npm run dev` starts, on ports of their own. */
export interface Simulator {
  app: string;
  workspace: string;
  identityProvider: string;
  /** Makes the identity provider behave as a family of real ones does. */
  setQuirks(quirks: Partial<Quirks>): Promise<void>;
  stop(): Promise<void>;
}

/** `slot` keeps the ports of parallel workers apart. */
export async function startSimulator(slot: number, options: SimulatorOptions): Promise<Simulator> {
  const offset = 200 + slot * 10;
  const ports = { app: 3000 + offset, workspace: 4000 + offset, identityProvider: 4001 + offset };
  const command = await startCommand(
    "cli",
    [
      ...(options.mode === "production" ? ["--production"] : []),
      `--port=${ports.app}`,
      `--workspace-port=${ports.workspace}`,
      `--idp-port=${ports.identityProvider}`,
      ...(options.service ? [] : ["--no-service"]),
    ],
    options.appSettings,
  );
  const identityProvider = `http://127.0.0.1:${ports.identityProvider}`;
  return {
    app: `http://localhost:${ports.app}`,
    workspace: `http://workspace.localhost:${ports.workspace}`,
    identityProvider,
    async setQuirks(quirks) {
      const answer = await fetch(`${identityProvider}/quirks`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(quirks),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    stop: command.stop,
  };
}
