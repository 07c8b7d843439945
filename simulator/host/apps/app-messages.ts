import type { ChildDownstreamMessage } from "@amazon-connect/core";
import type { LifecycleMessage, LifecycleStage } from "@amazon-connect/workspace-types";
import type { AppLaunch } from "./app-launch";

export function lifecycleMessage(
  { id, config, scope, parameters, launchedBy }: AppLaunch,
  stage: LifecycleStage,
  region: string,
): LifecycleMessage {
  return {
    type: "appLifecycle",
    stage,
    instanceId: id,
    appInstanceId: id,
    config,
    appConfig: config,
    scope,
    contactScope: scope.type === "contact" ? scope : undefined,
    parameters,
    launchedBy,
    region,
  };
}

/** Tells a child of an app that it is not connected; its channel is closed after that. */
export function childRefusal(
  connectionId: string,
  targetProviderId: string,
): ChildDownstreamMessage {
  return {
    type: "childDownstreamMessage",
    connectionId,
    targetProviderId,
    message: {
      type: "error",
      key: "childConnectionRefused",
      message: "This workspace does not connect apps within apps.",
      isFatal: true,
      status: { initialized: false },
    },
  };
}
