import {
  type AppControllerClient,
  AppControllerRoutes,
  type AppInfo,
  AppInstanceRoutes,
  type AppRoutes,
  type AppState,
  type LaunchAppRequest,
} from "@amazon-connect/app-controller";
import { noResultResponseErrorKey } from "@amazon-connect/core";
import type { AppInstance, AppPhase } from "../apps/app-instance";
import { RefusedError } from "../refused-error";
import type { AnswerOf, RequestContext, Route } from "./route";

type Of<Method extends keyof AppControllerClient> = AnswerOf<AppControllerClient, Method>;

interface OfInstance {
  instanceId: string;
}

type AppControllerRequests = {
  [AppControllerRoutes.getCatalog]: Route<void, { applications: Of<"getAppCatalog"> }>;
  [AppControllerRoutes.getConfig]: Route<{ key: string }, Of<"getAppConfig">>;
  [AppControllerRoutes.launchApp]: Route<LaunchAppRequest, Of<"launchApp">>;
  [AppControllerRoutes.getApp]: Route<OfInstance, Of<"getApp">>;
  [AppControllerRoutes.getApps]: Route<object, { apps: Of<"getApps"> }>;
  [AppControllerRoutes.focusApp]: Route<OfInstance, Of<"focusApp">>;
  [AppControllerRoutes.closeApp]: Route<OfInstance, void>;
  [AppInstanceRoutes.launch]: Route<LaunchAppRequest, Of<"launchApp">>;
  [AppInstanceRoutes.destroy]: Route<OfInstance, void>;
};

const states: Record<AppPhase, AppState> = {
  loading: "starting",
  creating: "starting",
  started: "active",
  stopped: "active",
  destroying: "closing",
  removed: "closing",
  unresponsive: "error",
};

function infoOf({ launch, phase }: AppInstance): AppInfo {
  const { arn, namespace, id, name, description } = launch.config;
  return {
    instanceId: launch.id,
    config: { arn, namespace, id, name, description },
    startTime: launch.startTime,
    state: states[phase],
    appCreateOrder: launch.order,
    appManagerId: "simulator",
    parameters: launch.parameters,
    ...(launch.launchKey && { launchKey: launch.launchKey }),
    launchedBy: launch.launchedBy,
    scope: launch.scope,
  };
}

/** `noResult` is the SDK's own key for a lookup that finds nothing. */
function requireInstance({ apps }: RequestContext, instanceId: string): AppInstance {
  const instance = apps.find(instanceId);
  if (!instance) throw new RefusedError(noResultResponseErrorKey, "No Result Found");
  return instance;
}

function launch({ arnOrName, options }: LaunchAppRequest, context: RequestContext): AppInfo {
  const { app, apps, model } = context;
  const { parameters, launchKey, openInBackground, scope } = options ?? {};
  if (scope?.type === "contact" && !model.contacts.find(scope.contactId)) {
    throw new RefusedError("invalidScope", `There is no contact ${scope.contactId}`);
  }
  const launched = apps.launch({
    app: arnOrName,
    ...(parameters && { parameters }),
    ...(launchKey && { launchKey }),
    ...(scope && { scope }),
    background: openInBackground ?? false,
    launchedBy: {
      type: "external",
      name: app.launch.config.name,
      connectionId: app.connectionId ?? "",
    },
  });
  return infoOf(launched);
}

function close({ instanceId }: OfInstance, context: RequestContext): void {
  void requireInstance(context, instanceId).destroy();
}

export const appControllerRoutes: AppControllerRequests &
  Record<AppControllerRoutes | AppInstanceRoutes | `${AppRoutes}`, unknown> = {
  [AppControllerRoutes.getCatalog]: (_, { apps }) => ({ applications: [...apps.catalogue] }),
  [AppControllerRoutes.getConfig]({ key }, { apps }) {
    const config = apps.catalogue.find(({ arn, name }) => arn === key || name === key);
    if (!config) throw new RefusedError(noResultResponseErrorKey, "No Result Found");
    return config;
  },
  [AppControllerRoutes.launchApp]: launch,
  [AppControllerRoutes.getApp]: ({ instanceId }, context) =>
    infoOf(requireInstance(context, instanceId)),
  [AppControllerRoutes.getApps]: (_, { apps }) => ({ apps: apps.instances.map(infoOf) }),
  [AppControllerRoutes.focusApp]({ instanceId }, { apps }) {
    const instance = apps.find(instanceId);
    if (!instance) return { instanceId, result: "failed" };
    apps.focus(instanceId);
    // An app of a contact in the background is in front as soon as the agent looks at that contact.
    return { instanceId, result: apps.isShown(instance) ? "completed" : "queued" };
  },
  [AppControllerRoutes.closeApp]: close,
  [AppInstanceRoutes.launch]: launch,
  [AppInstanceRoutes.destroy]: close,
};
