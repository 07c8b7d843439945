import { defaultQuirks, type Quirks } from "../idp/quirks";
import { InputProblem } from "../input";
import type { WorkspaceConfig } from "../workspace-config";
import type { Opening } from "./scenario";
import { storageOf } from "./storage";

type IdentityProvider = NonNullable<WorkspaceConfig["identityProvider"]>;

/** Set while the quirks are a scenario's, which the next scenario ends. An empty desk, as after a sign-out, keeps them. */
const ofScenarioKey = "workspace.quirks-of-scenario";

/** The quirks of the simulated identity provider. Rejects if it does not respond. */
export function loadQuirks(provider: IdentityProvider): Promise<Quirks> {
  return request(provider);
}

/** Changes the named quirks. Resolves to all of them. */
export function changeQuirks(
  provider: IdentityProvider,
  changes: Partial<Quirks>,
): Promise<Quirks> {
  return request(provider, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(changes),
  });
}

async function request({ issuer }: IdentityProvider, init?: RequestInit): Promise<Quirks> {
  const response = await fetch(`${issuer}/quirks`, init);
  if (!response.ok) throw new Error(`${issuer}/quirks answered ${response.status}`);
  return response.json();
}

/**
 * Gives the identity provider the scenario's quirks, and ends those of the scenario before.
 *
 * @throws InputProblem if there is no simulated identity provider
 */
export async function applyQuirks({ config, scenario }: Opening): Promise<void> {
  if (!scenario) return;
  const storage = storageOf("sessionStorage");
  const quirks = scenario.identityProvider;
  const isLeftOver = storage?.getItem(ofScenarioKey) === "true";
  if (!quirks && !isLeftOver) return;
  if (!config.identityProvider) {
    throw new InputProblem(
      "The scenario's identityProvider needs the simulated identity provider, which `npm run dev` starts",
    );
  }
  await changeQuirks(config.identityProvider, { ...defaultQuirks, ...quirks });
  if (quirks) storage?.setItem(ofScenarioKey, "true");
  else storage?.removeItem(ofScenarioKey);
}
