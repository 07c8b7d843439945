import type { WorkspaceSnapshot } from "../../host/workspace";
import type { Registration } from "../../registration";
import { queryOf } from "../../scenarios/address";
import { scenarioOf } from "../../scenarios/capture";
import { registrationOf } from "../../scenarios/registered";
import type { Scenario } from "../../scenarios/scenario";
import type { Opening } from "../scenario";

/** What was changed in the registration panel; what the page opened with, if nothing was. */
function registrationNow(
  { catalogue }: WorkspaceSnapshot,
  { config, scenario }: Opening,
): Registration | undefined {
  const [app] = catalogue;
  if (!app || app === config.apps[0]) return scenario?.registration;
  return { ...scenario?.registration, ...registrationOf(app) };
}

/** The page's current state, including the tried registration and the identity provider's quirks. */
export function stateOfPage(snapshot: WorkspaceSnapshot, opening: Opening): Scenario {
  const identityProvider = opening.scenario?.identityProvider;
  return { ...scenarioOf(snapshot, registrationNow(snapshot, opening)), identityProvider };
}

/** The address that opens the page in its current state. */
export function linkToState(snapshot: WorkspaceSnapshot, opening: Opening): string {
  return `${location.origin}/${queryOf(stateOfPage(snapshot, opening))}`;
}
