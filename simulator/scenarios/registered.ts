import type { AppConfig } from "@amazon-connect/workspace-types";
import { type RegisteredApps, type Registration, registrationSchema } from "../registration";
import type { Scenario } from "./scenario";

/** The instance, with a scenario's registration of the first app. */
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

/** A registration with changes, except the approved origins, which belong to the page. */
export function changedConfig(app: AppConfig, changes: Registration): AppConfig {
  const { scope, iframeConfig, approvedOrigins: _, ...same } = changes;
  return {
    ...app,
    ...same,
    ...(scope && { contactHandling: { scope } }),
    iframeConfig: { allow: [], sandbox: [], ...app.iframeConfig, ...iframeConfig },
  };
}

/** The part of a registration that the page can change: the inverse of `changedConfig`. */
export function registrationOf({
  permissions,
  iframeConfig,
  initializationTimeout,
  contactHandling,
}: AppConfig): Registration {
  return registrationSchema.parse({
    permissions,
    iframeConfig,
    initializationTimeout,
    scope: contactHandling?.scope,
  });
}
