import type { AppConfig, ServiceConfig } from "@amazon-connect/workspace-types";
import { z } from "zod";

const sandboxToken = z.enum([
  "allow-forms",
  "allow-popups",
  "allow-same-origin",
  "allow-scripts",
  "allow-downloads",
  "allow-modals",
  "allow-popups-to-escape-sandbox",
  "allow-storage-access-by-user-activation",
]);

/** The default sandbox tokens, if a registration names none (administrator guide, iframe permissions). */
export const defaultSandbox: z.infer<typeof sandboxToken>[] = [
  "allow-forms",
  "allow-popups",
  "allow-same-origin",
  "allow-scripts",
];

const iframeConfigSchema = z.strictObject({
  sandbox: z
    .array(sandboxToken)
    .optional()
    .describe("Tokens of the frame's sandbox. Who names one repeats the four default ones."),
  allow: z
    .array(z.enum(["clipboard-read", "clipboard-write", "microphone", "camera"]))
    .optional()
    .describe("What the frame's permissions policy allows; nothing unless set."),
});

const originSchema = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, {
    error: 'expected an origin, such as "https://login.example.com"',
  });

/** An app's registration at Connect, without its access URL. */
export const registrationSchema = z.strictObject({
  name: z.string().min(1).optional().describe("Shown on the app's tab and in the launcher."),
  description: z.string().optional(),
  permissions: z
    .array(z.string().min(1))
    .optional()
    .describe('What the app may ask for, such as "Contact.Details.View"; "*" is everything.'),
  scope: z
    .enum(["PER_CONTACT", "CROSS_CONTACTS"])
    .optional()
    .describe("Whether each contact has a frame of its own, or all share one."),
  iframeConfig: iframeConfigSchema.optional(),
  approvedOrigins: z
    .array(originSchema)
    .optional()
    .describe("Origins, beside the access URL's, that the frame may be on."),
  initializationTimeout: z
    .int()
    .min(1)
    .max(600_000)
    .optional()
    .describe("ms from the frame's insertion to the app's handshake."),
});

export type Registration = z.infer<typeof registrationSchema>;

/** A service's registration at Connect, without its access URL. */
export const serviceSchema = registrationSchema.omit({ scope: true }).extend({
  initializationTimeout: z
    .int()
    .min(1)
    .max(10_000)
    .describe("ms from the workspace's start to the service's handshake."),
});

export type ServiceRegistration = z.infer<typeof serviceSchema>;

/** How this repository's app is registered in the simulated instance, as `infra/connect-app.yaml` does at Connect. */
export const starterApp = {
  name: "Starter app",
  description: "The app of this repository",
  permissions: [
    "User.Details.View",
    "User.Configuration.View",
    "Contact.Details.View",
    "Contact.Attributes.View",
  ],
  // Keeps the sign-in window alive if the identity provider cuts it off from the frame.
  iframeConfig: { sandbox: [...defaultSandbox, "allow-popups-to-escape-sandbox"] },
  initializationTimeout: 10_000,
} satisfies Registration;

/** The service of this repository, as `infra/connect-app.yaml` registers it at Connect. */
export const starterService = {
  name: `${starterApp.name} sign-in`,
  description: "Signs the agent in before the app is opened",
  permissions: ["User.Details.View"],
  initializationTimeout: 10_000,
} satisfies ServiceRegistration;

/**
 * Converts a registration to what the workspace sends the app. Omitted fields get Connect's defaults, and every
 * permission. `accessUrl` is an absolute URL; `position` distinguishes the apps of an instance.
 */
export function appConfig(accessUrl: string, registered: Registration, position = 0): AppConfig {
  const id = `c0ffee00-0000-4000-8000-${String(position + 1).padStart(12, "0")}`;
  const { host } = new URL(accessUrl);
  return {
    _type: "iframe",
    arn: `arn:aws:app-integrations:us-east-1:111122223333:application/${id}`,
    id,
    namespace: `workspace.app${position > 0 ? `-${position + 1}` : ""}.example`,
    name: registered.name ?? host,
    description: registered.description ?? "",
    accessUrl,
    initializationTimeout: registered.initializationTimeout ?? 5_000,
    contactHandling: { scope: registered.scope ?? "PER_CONTACT" },
    permissions: registered.permissions ?? ["*"],
    iframeConfig: {
      sandbox: registered.iframeConfig?.sandbox ?? defaultSandbox,
      allow: registered.iframeConfig?.allow ?? [],
    },
  };
}

/** This repository's app, registered under an absolute URL. */
export function registration(accessUrl: string): AppConfig {
  return appConfig(accessUrl, starterApp);
}

/** A service as the workspace knows it. It stays for all contacts, as an app of that scope does. */
export type RegisteredService = AppConfig & ServiceConfig;

/** The same as `appConfig` for a service. */
export function serviceConfig(
  accessUrl: string,
  registered: ServiceRegistration,
  position = 0,
): RegisteredService {
  const id = `c0ffee00-0000-4000-9000-${String(position + 1).padStart(12, "0")}`;
  return {
    ...appConfig(accessUrl, { ...registered, scope: "CROSS_CONTACTS" }),
    arn: `arn:aws:app-integrations:us-east-1:111122223333:application/${id}`,
    id,
    namespace: `workspace.service${position > 0 ? `-${position + 1}` : ""}.example`,
    initializationTimeout: registered.initializationTimeout,
    applyToAgentWorkspace: true,
  };
}

/** The apps and services of an instance. */
export interface RegisteredApps {
  /** The app under test first. */
  apps: [AppConfig, ...AppConfig[]];
  /** Start before the desk opens, and stay as long as the agent. */
  services?: readonly RegisteredService[];
  /** Origins, beside the access URLs', that the frames may be on: they join the page's `frame-src`. */
  approvedOrigins: string[];
}

/** Where the frames of an instance may be: the access URLs, and the approved origins. */
export function frameOrigins({ apps, services = [], approvedOrigins }: RegisteredApps): string[] {
  const addresses = [...apps, ...services].map(({ accessUrl }) => accessUrl);
  return [...new Set([...addresses, ...approvedOrigins].map((each) => new URL(each).origin))];
}
