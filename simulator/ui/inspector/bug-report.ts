import type { AppConfig } from "@amazon-connect/workspace-types";
import type { WorkspaceSnapshot } from "../../host/workspace";
import type { LogLine } from "./log-line";
import { redactLog } from "./redact-log";

declare global {
  /** The version in package.json, which the build puts here. */
  var pageVersion: string | undefined;
}

/**
 * Creates what a maintainer needs to follow a problem: the messages of `lines` without customer data, how the apps are
 * registered, the services, the faults that are on, and the page's version and browser.
 */
export function bugReport(
  snapshot: WorkspaceSnapshot,
  lines: readonly LogLine[],
  all: readonly LogLine[],
) {
  return {
    savedAt: new Date().toISOString(),
    page: { version: globalThis.pageVersion ?? "unknown", browser: navigator.userAgent },
    apps: snapshot.catalogue.map(registrationOf),
    services: snapshot.services.map(({ config: { name }, state, failure }) => ({
      name,
      state,
      failure,
    })),
    faults: snapshot.faults,
    messages: redactLog(lines, all, snapshot.contacts),
  };
}

/** Without the path of the access URL, which may contain more than the app's address. */
function registrationOf({
  name,
  accessUrl,
  permissions,
  contactHandling,
  iframeConfig,
  initializationTimeout,
}: AppConfig) {
  const { origin } = new URL(accessUrl);
  const { scope } = contactHandling ?? {};
  return { name, origin, permissions, scope, iframeConfig, initializationTimeout };
}
