import type { WorkspaceSnapshot } from "../../host/workspace";
import { type Registration, registrationSchema } from "../../registration";
import { queryOf } from "../../scenarios/address";
import { scenarioOf } from "../../scenarios/capture";
import type { Opening } from "../scenario";

/** What was changed in the registration panel; what the page opened with, if nothing was. */
function registrationNow(
  { catalogue }: WorkspaceSnapshot,
  { config, scenario }: Opening,
): Registration | undefined {
  const [app] = catalogue;
  if (!app || app === config.apps[0]) return scenario?.registration;
  const { permissions, iframeConfig, initializationTimeout, contactHandling } = app;
  const changed = registrationSchema.parse({
    permissions,
    iframeConfig,
    initializationTimeout,
    scope: contactHandling?.scope,
  });
  return { ...scenario?.registration, ...changed };
}

/** The address that opens the page in its current state, including the tried registration. */
export function linkToState(snapshot: WorkspaceSnapshot, opening: Opening): string {
  const scenario = scenarioOf(snapshot, registrationNow(snapshot, opening));
  const identityProvider = opening.scenario?.identityProvider;
  return `${location.origin}/${queryOf({ ...scenario, identityProvider })}`;
}
