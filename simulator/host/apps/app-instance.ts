import type {
  RequestMessage,
  ResponseMessage,
  SubscribeMessage,
  SubscriptionTopic,
} from "@amazon-connect/core";
import type { AppHostInitMessage, AppUpstreamMessage } from "@amazon-connect/workspace-types";
import { isGranted, type Permission } from "../../../lib/connect/permissions";
import { AppChannel } from "./app-channel";
import { type AppLaunch, contactIdOf, spansContacts } from "./app-launch";
import type { WorkspaceEvent } from "../events";
import { type Faults, names } from "../faults";
import type { NewLogEntry } from "../message-log";
import { isWorkspaceTopic, permissionToSubscribe } from "../permissions";
import { type ContactAccess, Subscriptions } from "./subscriptions";

/**
 * The phase of one frame. `loading`: inserted, no handshake yet; `creating`: acknowledged, `onCreate`
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

/** What an app instance needs from its workspace. */
export interface AppHost {
  readonly region: string;
  /** ms between health checks of the app; 0 turns them off. */
  readonly healthCheckInterval: number;
  /** ms that a destroyed app has for its cleanup. */
  readonly destroyTimeout: number;
  faults(): Faults;
  /** The contact that the agent has selected; undefined on the idle desk. */
  selectedContactId(): string | undefined;
  answer(request: RequestMessage, instance: AppInstance): ResponseMessage;
  /** Sends an app's own event to the other apps that may receive it. */
  relay(topic: SubscriptionTopic, data: object, from: AppInstance): void;
  /** The event that a new subscription gets at once; null if none. */
  current(topic: SubscriptionTopic): object | null;
  log(entry: NewLogEntry): void;
  changed(instance: AppInstance): void;
}

const defaultInitializationTimeout = 5_000;

/**
 * One frame of an app, from its insertion to its removal: the workspace's side of the SDK's protocol
 * over one MessagePort. Message types are the SDK's own (`@amazon-connect/workspace-types`, `core`).
 */
export class AppInstance {
  phase: AppPhase = "loading";
  /** Why the frame is gone, or why it does not respond. */
  note = "";

  private readonly channel: AppChannel;
  private visible = false;
  private healthChecks = 0;
  private readonly subscriptions = new Subscriptions();
  private initializationTimer: ReturnType<typeof setTimeout>;
  private destroyed: Promise<void> | null = null;
  private finishDestroy: (() => void) | null = null;

  constructor(
    private readonly host: AppHost,
    readonly launch: AppLaunch,
  ) {
    this.channel = new AppChannel(launch, host.region, host.log);
    this.initializationTimer = setTimeout(() => {
      if (this.phase === "loading") {
        const what = launch.isService ? "service" : "app";
        this.enter(
          "unresponsive",
          `The ${what} did not connect within its initialization timeout.`,
        );
      }
    }, launch.config.initializationTimeout ?? defaultInitializationTimeout);
  }

  get connectionId(): string | null {
    return this.channel.connectionId;
  }

  get contactId(): string | undefined {
    return contactIdOf(this.launch);
  }

  /** An app that stays open for all contacts, or has `*`, may name any of the agent's; others see only their own. */
  get access(): ContactAccess {
    const { contactId, launch, host } = this;
    const spans = spansContacts(launch);
    return {
      contactId,
      currentContactId: spans ? host.selectedContactId() : contactId,
      seesAll: spans || this.permits("*"),
    };
  }

  /** Whether the app has the permission. null: no permission is needed. */
  permits(permission: Permission | null): boolean {
    const { deniedPermissions } = this.host.faults();
    if (permission && names(deniedPermissions, permission)) return false;
    const { permissions } = this.launch.config;
    const granted = permissions.filter((each) => !deniedPermissions.includes(each));
    return isGranted(granted, permission);
  }

  /** Handles the app's handshake. A reloaded frame comes with a new port, and is created again. */
  connect(init: AppHostInitMessage, port: MessagePort): void {
    if (this.phase === "removed" || this.phase === "destroying") return;
    this.host.log({ instanceId: this.launch.id, direction: "up", message: init });
    const { silent, silentToServices, lateAcknowledge } = this.host.faults();
    if (silent || (silentToServices && this.launch.isService)) return;
    this.disconnect();
    this.channel.open(port, (message) => this.receive(message));
    if (lateAcknowledge > 0) setTimeout(() => this.acknowledge(port), lateAcknowledge);
    else this.acknowledge(port);
  }

  /** Shows or hides the frame: starts or stops the app once it is created. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (this.phase === "started" && !visible) this.stop();
    if (this.phase === "stopped" && visible) this.start();
  }

  /**
   * Runs the destroy handshake. Resolves when the frame may be removed: when the app has reported its
   * cleanup, or after the host's `destroyTimeout`.
   */
  destroy(): Promise<void> {
    if (this.phase === "removed") return Promise.resolve();
    if (!this.isCreated()) {
      this.remove("Closed before the app was created.");
      return Promise.resolve();
    }
    this.destroyed ??= new Promise((resolve) => {
      const finish = (note: string) => {
        clearTimeout(deadline);
        this.finishDestroy = null;
        this.remove(note);
        resolve();
      };
      const deadline = setTimeout(
        () => finish("The app did not finish its clean-up in time."),
        this.host.destroyTimeout,
      );
      this.finishDestroy = () => finish("App destroyed: end");
      this.enter("destroying", "App destroyed: begin");
      this.channel.sendLifecycle("destroy");
      if (this.host.faults().destroyDoesNotWait)
        finish("Removed without waiting for the clean-up.");
    });
    return this.destroyed;
  }

  /** Removes the frame at once, without the destroy handshake. */
  remove(note: string): void {
    if (this.phase === "removed") return;
    clearTimeout(this.initializationTimer);
    this.disconnect();
    this.enter("removed", note);
    this.finishDestroy?.();
  }

  /** Sends an event of the workspace to the subscriptions that it belongs to. */
  publish(event: WorkspaceEvent): void {
    for (const topic of this.subscriptions.of(event, this.access)) {
      this.channel.send({ type: "publish", topic, data: event.data });
    }
  }

  /** Sends another app's event to the subscriptions that it belongs to. */
  publishOfApp(event: SubscriptionTopic, data: object): void {
    for (const topic of this.subscriptions.ofApp(event)) {
      this.channel.send({ type: "publish", topic, data });
    }
  }

  private receive(message: AppUpstreamMessage): void {
    switch (message.type) {
      case "appLifecycleHandlerCompleted":
        if (message.stage === "create" && this.phase === "creating") this.created();
        if (message.stage === "destroy") this.finishDestroy?.();
        break;
      case "request":
        this.respond(message);
        break;
      case "subscribe":
        this.subscribe(message);
        break;
      case "unsubscribe":
        this.subscriptions.delete(message.topic);
        break;
      case "healthCheck":
        if (this.host.faults().unhealthy) break;
        this.channel.send({
          type: "healthCheckResponse",
          time: Date.now(),
          counter: ++this.healthChecks,
        });
        break;
      case "appPublish":
        this.relay(message.topic, message.data);
        break;
      case "closeApp":
        // A fatal error removes the frame without the destroy handshake, as the developer guide says.
        if (message.isFatalError) this.remove(`Fatal error: ${message.message ?? "no message"}`);
        else void this.destroy();
        break;
      case "serviceError":
        this.remove(`Service error: ${message.message ?? "no message"}`);
        break;
      case "closeChannel":
        this.disconnect();
        this.enter("unresponsive", "The app closed its channel.");
        break;
      case "childUpstream":
        this.channel.refuseChild(message);
        break;
      case "log":
      case "metric":
        // Already in the message log, where the workspace keeps them.
        break;
      default:
        message satisfies never;
    }
  }

  private acknowledge(port: MessagePort): void {
    if (!this.channel.uses(port)) return;
    this.channel.acknowledge(this.host.healthCheckInterval);
    this.enter("creating");
    this.channel.sendLifecycle("create");
  }

  private respond(request: RequestMessage): void {
    const { slowRequests } = this.host.faults();
    const response = this.host.answer(request, this);
    if (slowRequests > 0) setTimeout(() => this.channel.send(response), slowRequests);
    else this.channel.send(response);
  }

  private subscribe({ topic, handlerId }: SubscribeMessage): void {
    const permission = permissionToSubscribe(topic);
    if (this.permits(permission)) {
      this.subscriptions.add(topic);
      const data = this.host.current(topic);
      if (data) this.channel.send({ type: "publish", topic, data, handlerId });
      return;
    }
    const { key, namespace } = topic;
    this.channel.sendError(
      "subscribeWithoutPermission",
      `App attempted to subscribe to topic without permission - Topic ${JSON.stringify({ key, namespace })}`,
    );
  }

  private relay(topic: SubscriptionTopic, data: object): void {
    if (!isWorkspaceTopic(topic)) {
      this.host.relay(topic, data, this);
      return;
    }
    this.channel.sendError(
      "publishWithoutPermission",
      `App attempted to publish to a topic of the workspace - Topic ${JSON.stringify(topic)}`,
    );
  }

  private created(): void {
    clearTimeout(this.initializationTimer);
    if (this.visible) this.start();
    else this.enter("stopped");
  }

  private start(): void {
    this.enter("started");
    this.channel.sendLifecycle("start");
  }

  private stop(): void {
    this.enter("stopped");
    this.channel.sendLifecycle("stop");
  }

  private isCreated(): boolean {
    return this.phase === "started" || this.phase === "stopped" || this.phase === "destroying";
  }

  private disconnect(): void {
    this.channel.close();
    this.subscriptions.clear();
  }

  private enter(phase: AppPhase, note = ""): void {
    this.phase = phase;
    this.note = note;
    if (note) this.host.log({ instanceId: this.launch.id, direction: "workspace", text: note });
    this.host.changed(this);
  }
}
