import type { AppConfig } from "@amazon-connect/workspace-types";
import type { RegisteredApps, Registration } from "../registration";
import type { Scenario } from "./scenario";

/** The instance with the first app registered as a scenario says. */
export function registered<Config extends RegisteredApps>(
  config: Config,
  scenario: Scenario | null,
): Config {
  const changes = scenario?.registration;
  if (!changes) return config;
  const [app, ...others] = config.apps;
  return {
    ...config,
    apps: [changedConfig(app, changes), ...others],
    approvedOrigins: [...config.approvedOrigins, ...(changes.approvedOrigins ?? [])],
  };
}

/** A registration with changes, but for the approved origins, which are the page's. */
export function changedConfig(app: AppConfig, changes: Registration): AppConfig {
  const { scope, iframeConfig, approvedOrigins: _, ...same } = changes;
  return {
    ...app,
    ...same,
    ...(scope && { contactHandling: { scope } }),
    iframeConfig: { allow: [], sandbox: [], ...app.iframeConfig, ...iframeConfig },
  };
}
