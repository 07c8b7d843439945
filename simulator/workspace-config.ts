import type { RegisteredApps } from "./registration";
import type { Scenario } from "./scenarios/scenario";

/** What the workspace page asks its server for, at `/config.json`. */
export interface WorkspaceConfig extends RegisteredApps {
  /** Where the workspace signs its agents in; null lets one choose a test agent on the page. */
  identityProvider: { issuer: string; clientId: string } | null;
  /** What the page opens with when its address names no scenario. */
  scenario?: Scenario;
}
