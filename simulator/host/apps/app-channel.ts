import type { ChildDownstreamMessage, ChildUpstreamMessage } from "@amazon-connect/core";
import type {
  AppDownstreamMessage,
  AppUpstreamMessage,
  LifecycleMessage,
  LifecycleStage,
} from "@amazon-connect/workspace-types";
import type { NewLogEntry } from "../message-log";
import type { AppLaunch } from "./app-launch";

/** The workspace's end of the MessagePort to a frame. Logs every message. */
export class AppChannel {
  /** The id of the last acknowledged handshake. */
  connectionId: string | null = null;

  private port: MessagePort | null = null;

  constructor(
    private readonly launch: AppLaunch,
    private readonly region: string,
    private readonly log: (entry: NewLogEntry) => void,
  ) {}

  open(port: MessagePort, receive: (message: AppUpstreamMessage) => void): void {
    this.port = port;
    port.onmessage = ({ data: message }: MessageEvent<AppUpstreamMessage>) => {
      this.log({ instanceId: this.launch.id, direction: "up", message });
      receive(message);
    };
  }

  /** Whether this port is in use: a reloaded frame brings another. */
  uses(port: MessagePort): boolean {
    return this.port === port;
  }

  close(): void {
    this.port?.close();
    this.port = null;
    this.connectionId = null;
  }

  /** Does nothing once the channel is closed. */
  send(message: AppDownstreamMessage): void {
    if (!this.port) return;
    this.log({ instanceId: this.launch.id, direction: "down", message });
    this.port.postMessage(message);
  }

  acknowledge(healthCheckInterval: number): void {
    this.connectionId = crypto.randomUUID();
    this.send({
      type: "acknowledge",
      connectionId: this.connectionId,
      status: { initialized: true, startTime: new Date() },
      healthCheckInterval,
    });
  }

  sendLifecycle(stage: LifecycleStage): void {
    this.send(lifecycleMessage(this.launch, stage, this.region));
  }

  /** Sends the app an error that is not fatal. */
  sendError(key: string, message: string): void {
    this.send({
      type: "error",
      key,
      message,
      isFatal: false,
      status: { initialized: true, startTime: this.launch.startTime },
    });
  }

  /** Refuses apps within apps, which only the workspace's own may have: tells the child and closes its channel. */
  refuseChild({ connectionId, sourceProviderId }: ChildUpstreamMessage): void {
    this.send(childRefusal(connectionId, sourceProviderId));
    this.send({ type: "childConnectionClose", connectionId });
  }
}

function lifecycleMessage(
  { id, config, isService, scope, parameters, launchedBy }: AppLaunch,
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
    region,
    // The SDK's `ServiceContext` has none of these.
    ...(!isService && {
      scope,
      contactScope: scope.type === "contact" ? scope : undefined,
      parameters,
      launchedBy,
    }),
  };
}

/** Tells a child of an app that it is not connected; its channel is closed after that. */
function childRefusal(connectionId: string, targetProviderId: string): ChildDownstreamMessage {
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
