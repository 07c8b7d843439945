import type { AppConfig } from "@amazon-connect/workspace-types";

/** The sandbox tokens that an app has when its registration names none (administrator guide, iframe permissions). */
export const defaultSandbox = ["allow-forms", "allow-popups", "allow-same-origin", "allow-scripts"];

/** How the app is registered in the simulated instance. `accessUrl` is an absolute URL. */
export function registration(accessUrl: string): AppConfig {
  const id = "c0ffee00-0000-4000-8000-000000000001";
  return {
    _type: "iframe",
    arn: `arn:aws:app-integrations:us-east-1:111122223333:application/${id}`,
    id,
    namespace: "workspace.app.example",
    name: "Starter app",
    description: "The app of this repository",
    accessUrl,
    initializationTimeout: 10_000,
    contactHandling: { scope: "PER_CONTACT" },
    permissions: ["User.Details.View", "Contact.Details.View", "Contact.Attributes.View"],
    iframeConfig: { allow: [], sandbox: defaultSandbox },
  };
}

/** What the workspace page asks its server for, at `/config.json`. */
export interface WorkspaceConfig {
  app: AppConfig;
  /** Origins, beside the access URL's, that the frame may be on: they join the page's `frame-src`. */
  approvedOrigins: string[];
  identityProvider: { issuer: string; clientId: string };
}
