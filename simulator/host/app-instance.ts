import type { RequestMessage, ResponseMessage, SubscriptionTopic } from "@amazon-connect/core";
import type {
  AppConfig,
  AppDownstreamMessage,
  AppHostInitMessage,
  AppScope,
  AppUpstreamMessage,
  LifecycleStage,
} from "@amazon-connect/workspace-types";
import type { NewLogEntry } from "./message-log";

/**
 * Where one frame stands. `loading`: inserted, no handshake yet; `creating`: acknowledged, `onCreate`
 * still runs; `unresponsive`: no handshake within the registration's initialization timeout.
 */
export type AppPhase =
  | "loading"
  | "unresponsive"
  | "creating"
  | "started"
  | "stopped"
  | "destroying"
  | "removed";

/** What an app instance needs of the workspace it runs in. */
export interface AppHost {
  readonly region: string;
  /** ms between health checks that the app is asked for; 0 turns them off. */
  readonly healthCheckInterval: number;
  /** ms that a destroyed app has for its clean-up. */
  readonly destroyTimeout: number;
  readonly faults: Faults;
  answer(request: RequestMessage, instance: AppInstance): ResponseMessage;
  topicPermission(topic: SubscriptionTopic): string | undefined;
  log(entry: NewLogEntry): void;
  changed(): void;
}

/** Ways in which a workspace can misbehave, switched on for a test or by hand. */
export interface Faults {
  /** Never acknowledges a handshake. */
  silent: boolean;
  /** Never answers a health check. */
  unhealthy: boolean;
}

/** `scope` is "contact" or "idle": an app is opened for one of them and stays there. */
export interface AppLaunch {
  id: string;
  config: AppConfig;
  scope: AppScope;
}

const defaultInitializationTimeout = 5_000;

/**
 * One frame of an app, from its insertion to its removal: the workspace's side of the SDK's protocol
 * over one MessagePort. Message types are the SDK's own (`@amazon-connect/workspace-types`, `core`).
 */
export class AppInstance {
  phase: AppPhase = "loading";
  /** Why the frame is gone, or why it does not answer. */
  note = "";

  private port: MessagePort | null = null;
  private visible = true;
  private healthChecks = 0;
  private readonly topics = new Map<
    string,
    { topic: SubscriptionTopic; handlerIds: Set<string> }
  >();
  private readonly initializationTimer: ReturnType<typeof setTimeout>;
  private destroyed: Promise<void> | null = null;
  private finishDestroy: (() => void) | null = null;

  constructor(
    private readonly host: AppHost,
    readonly launch: AppLaunch,
  ) {
    this.initializationTimer = setTimeout(() => {
      if (this.phase === "loading") {
        this.enter("unresponsive", "The app did not connect within its initialization timeout.");
      }
    }, launch.config.initializationTimeout ?? defaultInitializationTimeout);
  }

  /** Answers the app's handshake. A reloaded frame comes again with a new port, and is created anew. */
  connect(init: AppHostInitMessage, port: MessagePort): void {
    if (this.phase === "removed" || this.phase === "destroying") return;
    this.host.log({ instanceId: this.launch.id, direction: "up", message: init });
    if (this.host.faults.silent) return;
    this.port?.close();
    this.topics.clear();
    this.port = port;
    port.onmessage = (event: MessageEvent<AppUpstreamMessage>) => this.receive(event.data);
    this.send({
      type: "acknowledge",
      connectionId: crypto.randomUUID(),
      status: { initialized: true, startTime: new Date() },
      healthCheckInterval: this.host.healthCheckInterval,
    });
    this.enter("creating");
    this.sendLifecycle("create");
  }

  /** Shows or hides the frame: the app is started or stopped, once it is created. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (this.phase === "started" && !visible) this.stop();
    if (this.phase === "stopped" && visible) this.start();
  }

  /**
   * The destroy handshake. Resolves when the frame may be removed: when the app says that it has
   * cleaned up, or after the host's `destroyTimeout`.
   */
  destroy(): Promise<void> {
    if (this.phase === "removed") return Promise.resolve();
    if (!this.isCreated()) {
      this.remove("Closed before the app was created.");
      return Promise.resolve();
    }
    this.destroyed ??= new Promise((resolve) => {
      const deadline = setTimeout(() => {
        this.remove("The app did not finish its clean-up in time.");
        resolve();
      }, this.host.destroyTimeout);
      this.finishDestroy = () => {
        clearTimeout(deadline);
        this.remove("App destroyed: end");
        resolve();
      };
      this.enter("destroying", "App destroyed: begin");
      this.sendLifecycle("destroy");
    });
    return this.destroyed;
  }

  /** Sends an event to every subscription of this app that asks for it. */
  publish(topic: SubscriptionTopic, data: object): void {
    for (const subscribed of this.topics.values()) {
      const { namespace, key, parameter } = subscribed.topic;
      const parameterMatches =
        parameter === undefined || this.resolve(parameter) === topic.parameter;
      if (namespace === topic.namespace && key === topic.key && parameterMatches) {
        this.send({ type: "publish", topic: subscribed.topic, data });
      }
    }
  }

  /** The contact that an app means: `CURRENT_CONTACT` is the one it was opened for. */
  resolve(contactId: string): string | undefined {
    if (contactId !== "CURRENT_CONTACT") return contactId;
    return this.launch.scope.type === "contact" ? this.launch.scope.contactId : undefined;
  }

  private receive(message: AppUpstreamMessage): void {
    this.host.log({ instanceId: this.launch.id, direction: "up", message });
    switch (message.type) {
      case "appLifecycleHandlerCompleted":
        if (message.stage === "create" && this.phase === "creating") this.created();
        if (message.stage === "destroy") this.finishDestroy?.();
        break;
      case "request":
        this.send(this.host.answer(message, this));
        break;
      case "subscribe":
        this.subscribe(message.topic, message.handlerId);
        break;
      case "unsubscribe":
        this.topics.delete(JSON.stringify(message.topic));
        break;
      case "healthCheck":
        if (this.host.faults.unhealthy) break;
        this.send({ type: "healthCheckResponse", time: Date.now(), counter: ++this.healthChecks });
        break;
      case "closeApp":
        // A fatal error removes the frame without the destroy handshake, as the developer guide says.
        if (message.isFatalError) this.remove(`Fatal error: ${message.message ?? "no message"}`);
        else void this.destroy();
        break;
    }
  }

  private subscribe(topic: SubscriptionTopic, handlerId: string): void {
    const permission = this.host.topicPermission(topic);
    const { permissions } = this.launch.config;
    if (!permission || !(permissions.includes(permission) || permissions.includes("*"))) {
      const { key, namespace } = topic;
      this.send({
        type: "error",
        key: "subscribeWithoutPermission",
        message: `App attempted to subscribe to topic without permission - Topic ${JSON.stringify({ key, namespace })}`,
        isFatal: false,
        status: { initialized: true, startTime: new Date() },
      });
      return;
    }
    const id = JSON.stringify(topic);
    const subscribed = this.topics.get(id) ?? { topic, handlerIds: new Set() };
    subscribed.handlerIds.add(handlerId);
    this.topics.set(id, subscribed);
  }

  private created(): void {
    clearTimeout(this.initializationTimer);
    if (this.visible) this.start();
    else this.enter("stopped");
  }

  private start(): void {
    this.enter("started");
    this.sendLifecycle("start");
  }

  private stop(): void {
    this.enter("stopped");
    this.sendLifecycle("stop");
  }

  private isCreated(): boolean {
    return this.phase === "started" || this.phase === "stopped" || this.phase === "destroying";
  }

  private remove(note: string): void {
    if (this.phase === "removed") return;
    clearTimeout(this.initializationTimer);
    this.port?.close();
    this.port = null;
    this.enter("removed", note);
  }

  private enter(phase: AppPhase, note = ""): void {
    this.phase = phase;
    this.note = note;
    if (note) this.host.log({ instanceId: this.launch.id, direction: "workspace", text: note });
    this.host.changed();
  }

  private sendLifecycle(stage: LifecycleStage): void {
    const { id, config, scope } = this.launch;
    this.send({
      type: "appLifecycle",
      stage,
      instanceId: id,
      appInstanceId: id,
      config,
      appConfig: config,
      scope,
      contactScope: scope.type === "contact" ? scope : undefined,
      launchedBy: { type: "internal", name: undefined },
      region: this.host.region,
    });
  }

  private send(message: AppDownstreamMessage): void {
    this.host.log({ instanceId: this.launch.id, direction: "down", message });
    this.port?.postMessage(message);
  }
}
