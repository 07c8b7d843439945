import type {
  AppConfig,
  AppParameters,
  AppScope,
  LaunchSource,
} from "@amazon-connect/workspace-types";

/** How an instance of an app was opened. Its scope never changes. */
export interface AppLaunch {
  id: string;
  config: AppConfig;
  /** A service has no tab, and gets no other stage than create. */
  isService?: true;
  scope: AppScope;
  /** The frame's address: the access URL, with a screen pop's path. */
  url: string;
  path: string | undefined;
  parameters: AppParameters | undefined;
  /** A second launch with the same key finds this instance. */
  launchKey: string | undefined;
  launchedBy: LaunchSource;
  /** Not brought to the front when it opened. */
  background: boolean;
  /** Counts the launches; the tabs are in this order. */
  order: number;
  startTime: Date;
}

export function contactIdOf({ scope }: Pick<AppLaunch, "scope">): string | undefined {
  return scope.type === "contact" ? scope.contactId : undefined;
}

/** Whether one frame stays open for all contacts. A launch for a contact is only for that contact. */
export function spansContacts({ config, scope }: Pick<AppLaunch, "config" | "scope">): boolean {
  return scope.type === "idle" && config.contactHandling?.scope === "CROSS_CONTACTS";
}

/**
 * The address of a frame: the access URL with a screen pop's path. Throws if the path leads outside the access
 * URL.
 */
export function frameUrl(accessUrl: string, path = ""): string {
  if (!path) return accessUrl;
  const base = new URL(accessUrl);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const url = new URL(path.replace(/^\/+/, ""), base);
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
    throw new Error(`The path ${path} leads out of the access URL ${accessUrl}`);
  }
  return url.href;
}
