import type { AppContext } from "@amazon-connect/app";

// The SDK's types describe what a workspace sends. Nothing checks that at run time, so this module does.

/** What the workspace sent to this frame when it created and started the app. */
export type ConnectContext = Pick<
  AppContext,
  "instanceId" | "config" | "scope" | "parameters" | "launchedBy" | "region"
>;

/** Converts a value of the workspace to text: other types to JSON, a missing value to undefined. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string" || value === undefined || value === null) return value ?? undefined;
  try {
    return JSON.stringify(value);
  } catch {
    // A bigint, or an object that contains itself.
    return undefined;
  }
}

/** The values of an object as text; those that are missing are left out. */
export function textsOf(values: unknown): Record<string, string | undefined> {
  const texts = Object.entries(Object(values)).map(([name, value]) => [name, textOf(value)]);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}

/** Converts the SDK's context, so that every part that the app relies on has the right type. */
export function contextFrom(appContext: AppContext): ConnectContext {
  const { instanceId, scope, parameters, launchedBy, region } = appContext;
  const config: Partial<ConnectContext["config"]> = Object(appContext.config);
  const { allow, sandbox } = config.iframeConfig ?? {};
  return {
    instanceId,
    scope: scope?.type === "contact" && typeof scope.contactId !== "string" ? undefined : scope,
    parameters,
    launchedBy,
    region,
    config: {
      ...(config as ConnectContext["config"]),
      name: textOf(config.name) ?? "",
      permissions: listOf(config.permissions),
      iframeConfig: config.iframeConfig && { allow: listOf(allow), sandbox: listOf(sandbox) },
    },
  };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
