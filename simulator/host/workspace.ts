import { ContactLifecycleTopicKey, contactNamespace } from "@amazon-connect/contact";
import type { RequestMessage, ResponseMessage, SubscriptionTopic } from "@amazon-connect/core";
import type { AppConfig, AppHostInitMessage, AppScope } from "@amazon-connect/workspace-types";
import type { Agent } from "./agent";
import { type AppHost, AppInstance, type AppPhase, type Faults } from "./app-instance";
import { type Contact, incomingContact, type NewContact } from "./contact";
import { type LogEntry, MessageLog, type NewLogEntry } from "./message-log";
import { answerRequest } from "./requests";

export interface WorkspaceOptions {
  agent: Agent;
  /** The app's registration, as the workspace hands it to the app. */
  app: AppConfig;
  region?: string;
  /** ms; 0 turns health checks off, the SDK refuses less than 1,000. */
  healthCheckInterval?: number;
  /** ms that a destroyed app has for its clean-up. AWS names no figure. */
  destroyTimeout?: number;
}

/** A frame to show: an app opened for a contact, or for the idle desk. */
export interface OpenApp {
  id: string;
  config: AppConfig;
  scope: AppScope;
  phase: AppPhase;
  note: string;
  visible: boolean;
}

/** Everything a view shows. A new object for each change, so that it can be compared by identity. */
export interface WorkspaceSnapshot {
  agent: Agent;
  app: AppConfig;
  contacts: readonly Contact[];
  /** null while the agent looks at the idle desk. */
  selectedContactId: string | null;
  apps: readonly OpenApp[];
  faults: Faults;
  log: readonly LogEntry[];
}

/**
 * The simulated agent workspace without a screen: contacts, the agent and the frames of one app. It
 * has no DOM: whoever owns the frames hands it each frame's handshake through `connect`.
 */
export class Workspace implements AppHost {
  readonly region: string;
  readonly healthCheckInterval: number;
  readonly destroyTimeout: number;
  faults: Faults = { silent: false, unhealthy: false };

  private readonly messageLog = new MessageLog();
  private readonly listeners = new Set<() => void>();
  private contacts: readonly Contact[] = [];
  private selectedContactId: string | null = null;
  private instances: readonly AppInstance[] = [];
  private snapshot: WorkspaceSnapshot | null = null;

  constructor(private readonly options: WorkspaceOptions) {
    this.region = options.region ?? "us-east-1";
    this.healthCheckInterval = options.healthCheckInterval ?? 5_000;
    this.destroyTimeout = options.destroyTimeout ?? 10_000;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): WorkspaceSnapshot => {
    this.snapshot ??= {
      agent: this.options.agent,
      app: this.options.app,
      contacts: this.contacts,
      selectedContactId: this.selectedContactId,
      apps: this.instances.map((instance) => ({
        ...instance.launch,
        phase: instance.phase,
        note: instance.note,
        visible: this.isVisible(instance),
      })),
      faults: this.faults,
      log: this.messageLog.entries,
    };
    return this.snapshot;
  };

  setFault(fault: keyof Faults, on: boolean): void {
    this.faults = { ...this.faults, [fault]: on };
    this.changed();
  }

  /** Rings the agent. Returns the contact's id. */
  offerContact(contact: NewContact): string {
    const offered = incomingContact(contact);
    this.contacts = [...this.contacts, offered];
    this.publishContact(offered, ContactLifecycleTopicKey.Incoming);
    this.changed();
    return offered.id;
  }

  acceptContact(contactId: string): void {
    this.moveContact(contactId, "connected", ContactLifecycleTopicKey.Connected);
    this.selectContact(contactId);
  }

  /** The conversation is over; after-contact work begins. */
  endContact(contactId: string): void {
    this.moveContact(contactId, "acw", ContactLifecycleTopicKey.StartingACW);
  }

  /** Closes the contact, and destroys every app that is open for it. */
  async clearContact(contactId: string): Promise<void> {
    const contact = this.findContact(contactId);
    if (!contact) return;
    this.publishContact(contact, ContactLifecycleTopicKey.Cleared);
    this.contacts = this.contacts.filter(({ id }) => id !== contactId);
    if (this.selectedContactId === contactId) {
      this.selectContact(this.contacts.findLast(({ state }) => state !== "incoming")?.id ?? null);
    }
    this.changed();
    const open = this.instances.filter((instance) => scopeContactId(instance) === contactId);
    await Promise.all(open.map((instance) => this.closeApp(instance.launch.id)));
  }

  /** Brings a contact, or the idle desk, to the front: its apps are started, all others stopped. */
  selectContact(contactId: string | null): void {
    this.selectedContactId = contactId;
    for (const instance of this.instances) instance.setVisible(this.isVisible(instance));
    this.changed();
  }

  /**
   * Opens the app for the contact in front, or for the idle desk. Returns the id of the instance; an
   * app that is already open there is not opened twice.
   */
  openApp(): string {
    const existing = this.instances.find((instance) => this.isVisible(instance));
    if (existing) return existing.launch.id;
    const contactId = this.selectedContactId;
    const scope: AppScope = contactId ? { type: "contact", contactId } : { type: "idle" };
    const id = crypto.randomUUID();
    this.instances = [
      ...this.instances,
      new AppInstance(this, { id, config: this.options.app, scope }),
    ];
    this.changed();
    return id;
  }

  /** Closes an app's tab. Resolves when its frame is gone. */
  async closeApp(instanceId: string): Promise<void> {
    await this.findInstance(instanceId)?.destroy();
  }

  /** Hands over the handshake of an instance's frame. The caller has checked who sent it. */
  connect(instanceId: string, init: AppHostInitMessage, port: MessagePort): void {
    this.findInstance(instanceId)?.connect(init, port);
  }

  clearLog(): void {
    this.messageLog.clear();
    this.changed();
  }

  answer(request: RequestMessage, instance: AppInstance): ResponseMessage {
    return answerRequest(request, {
      agent: this.options.agent,
      config: instance.launch.config,
      findContact: (contactId) => {
        const resolved = instance.resolve(contactId);
        // An app sees only the contact that it was opened for.
        return resolved === scopeContactId(instance) ? this.findContact(resolved) : undefined;
      },
    });
  }

  topicPermission({ namespace, key }: SubscriptionTopic): string | undefined {
    const isContactTopic = Object.values<string>(ContactLifecycleTopicKey).includes(key);
    return namespace === contactNamespace && isContactTopic ? "Contact.Details.View" : undefined;
  }

  log(entry: NewLogEntry): void {
    this.messageLog.add(entry);
    this.changed();
  }

  changed(): void {
    this.instances = this.instances.filter(({ phase }) => phase !== "removed");
    this.snapshot = null;
    for (const listener of [...this.listeners]) listener();
  }

  private moveContact(
    contactId: string,
    state: Contact["state"],
    topic: ContactLifecycleTopicKey,
  ): void {
    const contact = this.findContact(contactId);
    if (!contact) return;
    const moved: Contact = { ...contact, state, stateSince: Date.now() };
    this.contacts = this.contacts.map((each) => (each === contact ? moved : each));
    this.publishContact(moved, topic);
    this.changed();
  }

  private publishContact({ id, channel }: Contact, key: ContactLifecycleTopicKey): void {
    const event = { contactId: id, initialContactId: id, ...channel };
    for (const instance of this.instances) {
      if (scopeContactId(instance) === id) {
        instance.publish({ namespace: contactNamespace, key, parameter: id }, event);
      }
    }
  }

  private findContact(contactId: string | undefined): Contact | undefined {
    return this.contacts.find(({ id }) => id === contactId);
  }

  private findInstance(instanceId: string): AppInstance | undefined {
    return this.instances.find(({ launch }) => launch.id === instanceId);
  }

  private isVisible(instance: AppInstance): boolean {
    return (scopeContactId(instance) ?? null) === this.selectedContactId;
  }
}

function scopeContactId({ launch: { scope } }: AppInstance): string | undefined {
  return scope.type === "contact" ? scope.contactId : undefined;
}
