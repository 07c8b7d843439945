import { defaultSandbox } from "../registration";
import { readScenario, readSpeed } from "../scenarios/address";
import { registered } from "../scenarios/registered";
import type { Scenario } from "../scenarios/scenario";
import type { WorkspaceConfig } from "../workspace-config";

export interface Opening {
  /** null for an empty desk. */
  scenario: Scenario | null;
  /** How many times as fast its timeline runs. */
  speed: number;
  /** The instance, with its app registered as the scenario says. */
  config: WorkspaceConfig;
}

/**
 * Returns what the page opens with: the scenario of its address, or else of the command line.
 *
 * @throws InputProblem that names what is invalid in the address.
 */
export function openingOf(config: WorkspaceConfig, search: string): Opening {
  const sandbox = config.apps[0].iframeConfig?.sandbox ?? defaultSandbox;
  const scenario = readScenario(search, sandbox) ?? config.scenario ?? null;
  return { scenario, speed: readSpeed(search), config: registered(config, scenario) };
}
