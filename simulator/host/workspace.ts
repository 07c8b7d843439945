import type { AppConfig, AppHostInitMessage } from "@amazon-connect/workspace-types";
import type { NewAgent } from "./agent/agent";
import { AppDesk, type LaunchOptions, type OpenApp, type OpenOptions } from "./apps/app-desk";
import type { NewContact, Standing } from "./contacts/contact";
import type { Faults } from "./faults";
import { MessageLog } from "./message-log";
import { Model } from "./model";
import { ModelActions } from "./model-actions";
import { RefusedError } from "./refused-error";
import { Snapshots, type WorkspaceSnapshot } from "./snapshots";
import { Switchboard } from "./switchboard";

export type { LaunchOptions, OpenApp, OpenOptions, WorkspaceSnapshot };

export interface WorkspaceOptions {
  agent: NewAgent;
  /** The registrations of the apps that the agent can open. */
  apps: readonly AppConfig[];
  region?: string;
  /** ms; 0 turns health checks off, the SDK refuses less than 1,000. */
  healthCheckInterval?: number;
  /** ms that a destroyed app has for its clean-up. AWS names no figure. */
  destroyTimeout?: number;
  /** ms for which a dialled phone rings before it is answered. */
  ringingTime?: number;
}

/**
 * The simulated agent workspace without a screen: the agent, contacts and the frames of apps. It has
 * no DOM: whoever owns the frames hands it each frame's handshake through `connect`. A change that the
 * state forbids, such as accepting a contact twice, throws `RefusedError` and changes nothing.
 */
export class Workspace extends ModelActions {
  private readonly messageLog = new MessageLog();
  private readonly snapshots = new Snapshots(() => this.takeSnapshot());
  private readonly switchboard: Switchboard;
  protected readonly model: Model;
  private readonly apps: AppDesk;

  constructor(options: WorkspaceOptions) {
    super();
    const { agent, apps, region = "us-east-1", ringingTime = 1_500 } = options;
    const { healthCheckInterval = 5_000, destroyTimeout = 10_000 } = options;
    const { changed } = this.snapshots;
    this.switchboard = new Switchboard(
      { region, healthCheckInterval, destroyTimeout },
      {
        model: () => this.model,
        apps: () => this.apps,
        log: (entry) => {
          this.messageLog.add(entry);
          changed();
        },
        clearContact: (contactId) => void this.clearContact(contactId),
      },
    );
    this.model = new Model(
      { agent, ringingTime, sessionExpired: () => void this.signOutAgent() },
      this.switchboard.publish,
      changed,
    );
    this.apps = new AppDesk(this.switchboard, apps, changed);
  }

  readonly subscribe = (listener: () => void): (() => void) => this.snapshots.subscribe(listener);

  readonly getSnapshot = (): WorkspaceSnapshot => this.snapshots.get();

  setFault<Fault extends keyof Faults>(fault: Fault, value: Faults[Fault]): void {
    this.switchboard.faults = { ...this.switchboard.faults, [fault]: value };
    this.snapshots.changed();
  }

  /**
   * Rings the agent, and opens the pinned apps. Returns the contact's id. Throws when the routing profile
   * leaves no room for it, and when nobody sits at the desk.
   */
  offerContact(contact: NewContact): string {
    if (this.model.session.isOver) throw new RefusedError("signedOut", "Nobody sits at the desk");
    const { id } = this.model.contacts.offer(contact);
    this.apps.openPinned(id);
    return id;
  }

  /** The agent calls someone: the phone rings, then the call is connected. Returns the contact's id. */
  callCustomer(contact: NewContact): string {
    const { id } = this.model.contacts.call(contact);
    this.apps.openPinned(id);
    this.selectContact(id);
    return id;
  }

  /** Puts a contact on the desk as it stands. No app hears what led to it. Returns the contact's id. */
  placeContact(contact: NewContact, standing: Standing): string {
    const { id } = this.model.contacts.place(contact, standing);
    this.model.participants.ring(id);
    return id;
  }

  acceptContact(contactId: string): void {
    this.model.contacts.accept(contactId);
    this.selectContact(contactId);
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

  /**
   * The agent logs out: every app is destroyed, and then nobody sits at the desk any more. Resolves when
   * the apps' frames are gone.
   */
  async signOutAgent(): Promise<void> {
    await this.apps.closeAll();
    this.selectContact(null);
    this.model.signOut();
  }

  /** Brings a contact, or the idle desk, to the front: its apps are started, all others stopped. */
  selectContact(contactId: string | null): void {
    this.apps.select(contactId);
  }

  /**
   * Opens an app. Returns the id of the instance; an app that is already open there is brought to the
   * front and not opened twice.
   */
  openApp(options: OpenOptions = {}): string {
    return this.apps.open(options).launch.id;
  }

  /** As `openApp`, but always a new instance unless the launch key is taken, as when an app launches one. */
  launchApp(options: LaunchOptions): string {
    return this.apps.launch(options).launch.id;
  }

  /** Brings an app to the front for its contact; null brings the desk's home page there. */
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

  /** Takes a frame away at once, without the destroy handshake. */
  removeFrame(instanceId: string): void {
    this.apps.find(instanceId)?.remove("The frame was removed at once.");
  }

  /** Changes an app's registration, by its ARN, for frames that are opened from now on. */
  setRegistration(config: AppConfig): void {
    this.apps.register(config);
  }

  /** A pinned app opens by itself with each contact. */
  setPinned(app: string, pinned: boolean): void {
    this.apps.pin(app, pinned);
  }

  /** Hands over the handshake of an instance's frame. The caller has checked who sent it. */
  connect(instanceId: string, init: AppHostInitMessage, port: MessagePort): void {
    this.apps.find(instanceId)?.connect(init, port);
  }

  clearLog(): void {
    this.messageLog.clear();
    this.snapshots.changed();
  }

  private takeSnapshot(): WorkspaceSnapshot {
    return {
      agent: this.model.desk.agent,
      expiration: this.model.session.expiration,
      signedOut: this.model.session.isOver,
      catalogue: this.apps.catalogue,
      pinned: this.apps.pinned,
      contacts: this.model.contacts.list,
      selectedContactId: this.apps.selectedContactId,
      apps: this.apps.tabs,
      faults: this.switchboard.faults,
      log: this.messageLog.entries,
    };
  }
}
