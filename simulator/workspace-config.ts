import type { RegisteredApps } from "./registration";
import type { Scenario } from "./scenarios/scenario";

/** What the workspace page gets from its server, at `/config.json`. */
export interface WorkspaceConfig extends RegisteredApps {
  /** Where the workspace signs its agents in; with null you choose a test agent on the page. */
  identityProvider: { issuer: string; clientId: string } | null;
  /** The scenario that the page opens with if its address names none. */
  scenario?: Scenario;
}
