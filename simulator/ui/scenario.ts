import type { WorkspaceSnapshot } from "../host/workspace";
import { defaultSandbox, type Registration, type WorkspaceConfig } from "../registration";
import { queryOf, readScenario } from "../scenarios/address";
import { scenarioOf } from "../scenarios/capture";
import { registered } from "../scenarios/registered";
import type { Scenario } from "../scenarios/scenario";

export interface Opening {
  /** null for an empty desk. */
  scenario: Scenario | null;
  /** The instance, with its app registered as the scenario says. */
  config: WorkspaceConfig;
}

/**
 * What the page opens with: the scenario of its address, or else of the command line.
 *
 * @throws InputProblem that names what is wrong with the address.
 */
export function openingOf(config: WorkspaceConfig, search: string): Opening {
  const sandbox = config.apps[0].iframeConfig?.sandbox ?? defaultSandbox;
  const scenario = readScenario(search, sandbox) ?? config.scenario ?? null;
  return { scenario, config: registered(config, scenario) };
}

/** The address at which the page opens in the state that it is in now, with the app registered so. */
export function linkTo(snapshot: WorkspaceSnapshot, registration?: Registration): string {
  return `${location.origin}/${queryOf(scenarioOf(snapshot, registration))}`;
}
