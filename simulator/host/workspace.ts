import type {
  AgentRoutingProfile,
  NetworkConnectionStatus,
  QuickConnect,
} from "@amazon-connect/contact";
import type { RequestMessage, ResponseMessage, SubscriptionTopic } from "@amazon-connect/core";
import type { VoiceEnhancementMode } from "@amazon-connect/voice";
import type { AppConfig, AppHostInitMessage } from "@amazon-connect/workspace-types";
import type { RegisteredService } from "../registration";
import type { Agent, NewAgent } from "./agent/agent";
import { type AgentSettings, usualSettings } from "./agent/settings";
import type { Expiration } from "./agent/session";
import { AppDesk, type LaunchOptions, type OpenApp, type OpenOptions } from "./apps/app-desk";
import type { AppHost, AppInstance } from "./apps/app-instance";
import type { Contact, NewContact, Placement } from "./contacts/contact";
import { namespaceOf, type Publish } from "./events";
import { type Faults, names, noFaults } from "./faults";
import { type FileStore, noFileStore } from "./files/file-store";
import { type LogEntry, MessageLog } from "./message-log";
import { Model } from "./model";
import { RefusedError } from "./refused-error";
import { answerRequest } from "./requests/answer";
import { contextOf } from "./requests/route";
import { type OpenService, ServiceDesk } from "./services/service-desk";
import type { CloudscapeTheme } from "./sdk/theme";
import { type Locale, userNamespace, userTopics, type VisualMode } from "./sdk/user";
import { workspaceTheme } from "./simulated-instance";

export type { LaunchOptions, OpenApp, OpenOptions, OpenService };

export interface WorkspaceOptions {
  agent: NewAgent;
  /** The registrations of the apps that the agent can open. */
  apps: readonly AppConfig[];
  /** The registrations of the services that run as long as the agent is there. */
  services?: readonly RegisteredService[];
  region?: string;
  /** ms; 0 turns health checks off, the SDK refuses less than 1,000. */
  healthCheckInterval?: number;
  /** ms that a destroyed app has for its cleanup. AWS does not document a value. */
  destroyTimeout?: number;
  /** ms that a dialled phone rings before someone answers. */
  ringingTime?: number;
  /** The agent's language and visual mode at the start. */
  settings?: Partial<AgentSettings>;
  /** Where apps upload files. Without it, no upload arrives. */
  fileStore?: FileStore;
  /** Whether the instance has message templates and quick responses. */
  hasKnowledge?: boolean;
  /** The theme of the instance, for apps that use Cloudscape; null for none. */
  theme?: CloudscapeTheme | null;
}

/** Everything a view shows. A new object for each change, so that it can be compared by identity. */
export interface WorkspaceSnapshot {
  agent: Agent;
  /** The agent's language and visual mode. */
  settings: AgentSettings;
  /** The agent's session: a warning, if any, and the last activity that an app sent. */
  expiration: Expiration;
  /** The agent has logged out, or the session has ended: nobody sits at the desk. */
  signedOut: boolean;
  catalogue: readonly AppConfig[];
  /** ARNs of the apps that open automatically with each contact. */
  pinned: readonly string[];
  contacts: readonly Contact[];
  /** null while the agent looks at the idle desk. */
  selectedContactId: string | null;
  /** In the order of opening, like their tabs. */
  apps: readonly OpenApp[];
  /** In the order of their registrations; none before `startServices`. */
  services: readonly OpenService[];
  faults: Faults;
  log: readonly LogEntry[];
}

/**
 * The simulated agent workspace without a screen: the agent, contacts and the frames of apps. It has no DOM:
 * the owner of the frames passes each frame's handshake to `connect`. If the state forbids a change, such as
 * accepting a contact twice, it throws `RefusedError` and changes nothing.
 */
export class Workspace {
  private readonly messageLog = new MessageLog();
  private readonly model: Model;
  private readonly apps: AppDesk;
  private readonly services: ServiceDesk;
  private readonly region: string;
  private readonly theme: CloudscapeTheme | null;
  private faults: Faults = noFaults;
  private readonly listeners = new Set<() => void>();
  private snapshot: WorkspaceSnapshot | null = null;

  constructor(options: WorkspaceOptions) {
    const { agent, apps, services = [], region = "us-east-1", ringingTime = 1_500 } = options;
    const { healthCheckInterval = 5_000, destroyTimeout = 10_000 } = options;
    const { fileStore = noFileStore, hasKnowledge = true, theme = workspaceTheme } = options;
    this.region = region;
    this.theme = theme;
    this.model = new Model(
      {
        agent,
        settings: { ...usualSettings, ...options.settings },
        fileStore,
        hasKnowledge,
        ringingTime,
        sessionExpired: () => void this.signOutAgent(),
      },
      this.publish,
      this.changed,
    );
    const host: Omit<AppHost, "changed"> = {
      region,
      healthCheckInterval,
      destroyTimeout,
      faults: () => this.faults,
      selectedContactId: () => this.apps.selectedContactId ?? undefined,
      answer: this.answer,
      relay: this.relay,
      current: this.current,
      log: (entry) => {
        this.messageLog.add(entry);
        this.changed();
      },
    };
    const changedApp = (app: AppInstance) => this.apps.follow(app);
    this.apps = new AppDesk({ ...host, changed: changedApp }, apps, this.changed);
    const changedService = (service: AppInstance) => this.services.follow(service);
    this.services = new ServiceDesk({ ...host, changed: changedService }, services, this.changed);
  }

  /** Calls `listener` after each change; returns the function that stops it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same object until the next change. */
  readonly getSnapshot = (): WorkspaceSnapshot => {
    this.snapshot ??= this.takeSnapshot();
    return this.snapshot;
  };

  /**
   * Starts the instance's services, as the workspace does before the agent gets a desk. Resolves to true when all of
   * them run, and to false when the first one fails. Call it once.
   */
  startServices(): Promise<boolean> {
    return this.services.start();
  }

  setFault<Fault extends keyof Faults>(fault: Fault, value: Faults[Fault]): void {
    this.faults = { ...this.faults, [fault]: value };
    this.changed();
  }

  /**
   * Rings a contact and opens the pinned apps. Returns the contact's id. Throws if the routing profile does not
   * allow another one, or if nobody sits at the desk.
   */
  offerContact(contact: NewContact): string {
    if (this.model.session.isOver) throw new RefusedError("signedOut", "Nobody sits at the desk");
    const { id } = this.model.contacts.offer(contact);
    this.apps.openPinned(id);
    return id;
  }

  /** Makes an outbound call: the phone rings, then the call is connected. Returns the contact's id. */
  callCustomer(contact: NewContact): string {
    const { id } = this.model.contacts.call(contact);
    this.apps.openPinned(id);
    this.selectContact(id);
    return id;
  }

  /**
   * Calls a number in E.164 format, as the agent does with the number pad. Returns the contact's id. Throws if the agent may
   * not call it, or is on another call.
   */
  dialNumber(phoneNumber: string): string {
    const { id } = this.model.contacts.callNumber(phoneNumber);
    this.apps.openPinned(id);
    this.selectContact(id);
    return id;
  }

  /** Puts a contact on the desk in a given state, without events. Returns the contact's id. */
  placeContact(contact: NewContact, placement: Placement): string {
    const { id } = this.model.contacts.place(contact, placement);
    this.model.participants.ring(id);
    return id;
  }

  acceptContact(contactId: string): void {
    this.model.contacts.accept(contactId);
    this.selectContact(contactId);
  }

  rejectContact(contactId: string): void {
    this.model.contacts.reject(contactId);
  }

  missContact(contactId: string): void {
    this.model.contacts.miss(contactId);
  }

  failContact(contactId: string): void {
    this.model.contacts.fail(contactId);
  }

  pendContact(contactId: string): void {
    this.model.contacts.pend(contactId);
  }

  /** Ends the preview of a contact and dials the customer. */
  engagePreview(contactId: string): void {
    this.model.contacts.engagePreview(contactId);
  }

  transferContact(contactId: string, quickConnect: QuickConnect): void {
    this.model.contacts.transfer(contactId, quickConnect);
  }

  /** Ends the conversation and starts after-contact work. */
  endContact(contactId: string): void {
    this.model.contacts.end(contactId);
  }

  setAttributes(contactId: string, attributes: Readonly<Record<string, string>>): void {
    const before = this.model.contacts.require(contactId).attributes;
    this.model.contacts.update(contactId, { attributes: { ...before, ...attributes } });
  }

  /** Adds a participant. Returns their id. */
  addParticipant(contactId: string, quickConnect: QuickConnect): string {
    return this.model.participants.add(contactId, quickConnect);
  }

  disconnectParticipant(participantId: string): void {
    this.model.participants.disconnect(participantId);
  }

  holdParticipant(participantId: string): void {
    this.model.participants.hold(participantId);
  }

  resumeParticipant(participantId: string): void {
    this.model.participants.resume(participantId);
  }

  /** Connects everyone on the contact with everyone. */
  conference(contactId: string): void {
    this.model.participants.conference(contactId);
  }

  /** Closes the contact, and destroys every app that is open for it. Resolves when they are gone. */
  clearContact(contactId: string): Promise<void> {
    this.model.contacts.clear(contactId);
    if (this.apps.selectedContactId === contactId) {
      const next = this.model.contacts.list.findLast(({ state }) => state !== "incoming");
      this.selectContact(next?.id ?? null);
    }
    return this.apps.closeContact(contactId);
  }

  /** Sets the state by its name or ARN, or queues it while the agent handles contacts. */
  setAgentState(name: string): void {
    this.model.desk.choose(this.model.desk.requireState(name));
  }

  setRoutingProfile(change: Partial<AgentRoutingProfile>): void {
    this.model.desk.setRoutingProfile(change);
  }

  setNetworkStatus(status: NetworkConnectionStatus): void {
    this.model.desk.setNetworkStatus(status);
  }

  /** Sets the language of the workspace for this agent; null for none. */
  setLanguage(language: Locale | null): void {
    this.model.settings.setLanguage(language);
  }

  /** Makes the workspace light or dark, or as the browser has it. */
  setVisualMode(mode: VisualMode): void {
    this.model.settings.setVisualMode(mode);
  }

  setVoiceEnhancementMode(mode: VoiceEnhancementMode): void {
    this.model.desk.setVoiceEnhancementMode(mode);
  }

  /** Warns that the agent's session ends, in epoch ms. */
  warnExpiration(expiresAt: number): void {
    this.model.session.warn(expiresAt);
  }

  clearExpirationWarning(): void {
    this.model.session.clearWarning();
  }

  failSessionExtension(): void {
    this.model.session.failExtension();
  }

  /**
   * Logs the agent out: destroys every app and removes the services, and then nobody sits at the desk. Resolves when
   * the frames are gone.
   */
  async signOutAgent(): Promise<void> {
    await this.apps.closeAll();
    this.services.closeAll();
    this.selectContact(null);
    this.model.signOut();
  }

  /** Brings a contact or the idle desk to the front: starts its apps and stops all others. */
  selectContact(contactId: string | null): void {
    this.apps.select(contactId);
  }

  /**
   * Opens an app. Returns the id of the instance. Brings an app that is already open there to the front instead
   * of opening it twice.
   */
  openApp(options: OpenOptions = {}): string {
    return this.apps.open(options).launch.id;
  }

  /** Like `openApp`, but opens a new instance unless the launch key is in use, as when an app launches another. */
  launchApp(options: LaunchOptions): string {
    return this.apps.launch(options).launch.id;
  }

  /** Brings an app to the front for its contact; null brings the home page there. */
  focusApp(instanceId: string | null): void {
    this.apps.focus(instanceId);
  }

  /** Shows an app beside the one in front; null ends it. */
  showBeside(instanceId: string | null): void {
    this.apps.showBeside(instanceId);
  }

  /** Closes an app's tab. Resolves when its frame is gone. */
  async closeApp(instanceId: string): Promise<void> {
    await this.apps.find(instanceId)?.destroy();
  }

  /** Removes a frame at once, without the destroy handshake. */
  removeFrame(instanceId: string): void {
    this.apps.find(instanceId)?.remove("The frame was removed at once.");
  }

  /** Changes an app's registration, by its ARN, for frames that open from now on. */
  setRegistration(config: AppConfig): void {
    this.apps.register(config);
  }

  /** Pins an app: it then opens automatically with each contact. */
  setPinned(app: string, pinned: boolean): void {
    this.apps.pin(app, pinned);
  }

  /** Receives the handshake of a frame, of an app or a service. The caller has checked who sent it. */
  connect(instanceId: string, init: AppHostInitMessage, port: MessagePort): void {
    const instance = this.apps.find(instanceId) ?? this.services.find(instanceId);
    instance?.connect(init, port);
  }

  clearLog(): void {
    this.messageLog.clear();
    this.changed();
  }

  private readonly answer = (request: RequestMessage, app: AppInstance): ResponseMessage => {
    const { model, apps, region, theme } = this;
    const clearContact = (contactId: string) => void this.clearContact(contactId);
    const context = contextOf({ model, apps, region, theme, clearContact }, app);
    return answerRequest(request, context, this.faults.failingRequests);
  };

  /** Sends the apps an event of the agent or of a contact. */
  private readonly publish: Publish = (key, data, about = {}) => {
    if (names(this.faults.lostTopics, key)) return;
    const event = { namespace: namespaceOf(key), key, data, ...about };
    for (const app of this.instances()) app.publish(event);
  };

  /**
   * The event that an app gets when it subscribes to the visual mode: no request of the SDK reads the mode, and its
   * theme package applies only what an event brings.
   */
  private readonly current = ({ namespace, key }: SubscriptionTopic): object | null => {
    if (namespace !== userNamespace || key !== userTopics.visualModeChange) return null;
    if (names(this.faults.lostTopics, key)) return null;
    const { visualMode } = this.model.settings.values;
    return { visualMode, previous: { visualMode: null } };
  };

  /** Sends an app's own event to the other apps on the same contact, as the developer guide says. */
  private readonly relay = (topic: SubscriptionTopic, data: object, from: AppInstance): void => {
    if (names(this.faults.lostTopics, topic.key)) return;
    for (const app of this.instances()) {
      if (app !== from && app.contactId === from.contactId) app.publishOfApp(topic, data);
    }
  };

  private readonly instances = (): readonly AppInstance[] => [
    ...this.apps.instances,
    ...this.services.instances,
  ];

  private readonly changed = (): void => {
    this.snapshot = null;
    for (const listener of [...this.listeners]) listener();
  };

  private takeSnapshot(): WorkspaceSnapshot {
    return {
      agent: this.model.desk.agent,
      settings: this.model.settings.values,
      expiration: this.model.session.expiration,
      signedOut: this.model.session.isOver,
      catalogue: this.apps.catalogue,
      pinned: this.apps.pinned,
      contacts: this.model.contacts.list,
      selectedContactId: this.apps.selectedContactId,
      apps: this.apps.tabs,
      services: this.services.services,
      faults: this.faults,
      log: this.messageLog.entries,
    };
  }
}
