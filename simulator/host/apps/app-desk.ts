import type {
  AppConfig,
  AppParameters,
  AppScope,
  LaunchSource,
} from "@amazon-connect/workspace-types";
import { type AppHost, AppInstance, type AppPhase } from "./app-instance";
import { type AppLaunch, frameUrl, spansContacts } from "./app-launch";
import { RefusedError } from "../refused-error";

/** An app that is open for a contact or for the idle desk: a tab and its frame. */
export interface OpenApp extends AppLaunch {
  phase: AppPhase;
  note: string;
  /** Whether it is shown now, in front or beside, for what the agent looks at. */
  visible: boolean;
  /** Where it is shown when the agent looks at its contact, or at the idle desk. */
  pane: "front" | "beside" | null;
  /** One frame for all contacts. */
  spansContacts: boolean;
}

export interface OpenOptions {
  /** ARN or name; by default the first app. */
  app?: string;
  /** Default: the contact in front, or the idle desk; for a cross-contact app the idle desk. */
  scope?: AppScope;
  parameters?: AppParameters;
  launchKey?: string;
  /** Does not bring the app to the front. */
  background?: boolean;
  /** Appended to the access URL, as by a screen pop. */
  path?: string;
}

export interface LaunchOptions extends OpenOptions {
  launchedBy?: LaunchSource;
}

/** What is shown for one contact, or on the idle desk. `null` in front is the desk's own home page. */
interface Place {
  front?: string | null;
  beside?: string | null;
}

/** The open apps: their tabs, and which of them are shown for what the agent looks at. */
export class AppDesk {
  instances: readonly AppInstance[] = [];
  /** ARNs of the apps that open automatically with each contact. */
  pinned: readonly string[] = [];
  selectedContactId: string | null = null;

  private launches = 0;
  private readonly places = new Map<string | null, Place>();
  private readonly views = new WeakMap<AppInstance, OpenApp>();

  constructor(
    private readonly host: AppHost,
    public catalogue: readonly AppConfig[],
    private readonly changed: () => void,
  ) {}

  requireConfig(arnOrName: string): AppConfig {
    const config = this.catalogue.find(({ arn, name }) => arn === arnOrName || name === arnOrName);
    if (!config) throw new RefusedError("appNotFound", `There is no app ${arnOrName}`);
    return config;
  }

  find(instanceId: string): AppInstance | undefined {
    return this.instances.find(({ launch }) => launch.id === instanceId);
  }

  /** Opens a new instance, unless one with the same launch key is open. */
  launch(options: LaunchOptions): AppInstance {
    const { launchKey, parameters, path, background = false } = options;
    const open = launchKey && this.instances.find(({ launch }) => launch.launchKey === launchKey);
    if (open) return open;
    const config = options.app ? this.requireConfig(options.app) : this.requireFirst();
    const instance = new AppInstance(this.host, {
      id: crypto.randomUUID(),
      config,
      scope: options.scope ?? this.defaultScope(config),
      url: frameUrl(config.accessUrl, path),
      path,
      parameters,
      launchKey,
      launchedBy: options.launchedBy ?? { type: "internal", name: undefined },
      background,
      order: ++this.launches,
      startTime: new Date(),
    });
    this.instances = [...this.instances, instance];
    if (!background) this.place(this.placeOf(instance)).front = instance.launch.id;
    this.arrange();
    return instance;
  }

  /** Like `launch`, but brings an app that is already open to the front instead of opening it twice. */
  open(options: OpenOptions): AppInstance {
    const config = options.app ? this.requireConfig(options.app) : this.requireFirst();
    const scope = options.scope ?? this.defaultScope(config);
    const open = this.instances.find(
      ({ launch }) =>
        launch.config.arn === config.arn &&
        launch.launchKey === options.launchKey &&
        JSON.stringify(launch.scope) === JSON.stringify(scope),
    );
    if (!open || options.launchKey) return this.launch({ ...options, scope });
    if (!options.background) this.focus(open.launch.id);
    return open;
  }

  openPinned(contactId: string): void {
    for (const app of this.pinned) {
      const isCrossContact = this.requireConfig(app).contactHandling?.scope === "CROSS_CONTACTS";
      this.open({ app, scope: isCrossContact ? { type: "idle" } : { type: "contact", contactId } });
    }
  }

  register(config: AppConfig): void {
    this.catalogue = this.catalogue.map((each) => (each.arn === config.arn ? config : each));
    this.changed();
  }

  pin(app: string, pinned: boolean): void {
    const { arn } = this.requireConfig(app);
    const others = this.pinned.filter((each) => each !== arn);
    this.pinned = pinned ? [...others, arn] : others;
    this.changed();
  }

  /** Brings an app to the front of its contact or desk; null brings the home page there. */
  focus(instanceId: string | null): void {
    const instance = instanceId === null ? null : this.find(instanceId);
    if (instance === undefined) return;
    const place = this.place(instance ? this.placeOf(instance) : this.selectedContactId);
    if (place.beside === instanceId) place.beside = null;
    place.front = instanceId;
    this.arrange();
  }

  /** Shows an app beside the one in front; null ends it. */
  showBeside(instanceId: string | null): void {
    const instance = instanceId === null ? null : this.find(instanceId);
    if (instance === undefined) return;
    const place = this.place(instance ? this.placeOf(instance) : this.selectedContactId);
    if (instance && place.front === instanceId) delete place.front;
    place.beside = instanceId;
    this.arrange();
  }

  select(contactId: string | null): void {
    this.selectedContactId = contactId;
    this.arrange();
  }

  /** Destroys every app that was opened for the contact. Resolves when their frames are gone. */
  async closeContact(contactId: string): Promise<void> {
    this.places.delete(contactId);
    const own = this.instances.filter((instance) => instance.contactId === contactId);
    await Promise.all(own.map((instance) => instance.destroy()));
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.destroy()));
  }

  /** Updates the tabs after an instance's phase has changed. */
  follow(instance: AppInstance): void {
    this.views.delete(instance);
    if (instance.phase === "removed") {
      this.instances = this.instances.filter((each) => each !== instance);
      this.arrange();
    } else this.changed();
  }

  /** The tabs, in the order of opening. The same objects until they change. */
  get tabs(): readonly OpenApp[] {
    return this.instances.map((instance) => this.view(instance));
  }

  private view(instance: AppInstance): OpenApp {
    const known = this.views.get(instance);
    if (known) return known;
    const { launch, phase, note } = instance;
    const view = {
      ...launch,
      phase,
      note,
      visible: this.isShown(instance),
      pane: this.paneOf(instance, this.placeOf(instance)),
      spansContacts: spansContacts(launch),
    };
    this.views.set(instance, view);
    return view;
  }

  private arrange(): void {
    for (const instance of this.instances) {
      this.views.delete(instance);
      instance.setVisible(this.isShown(instance));
    }
    this.changed();
  }

  isShown(instance: AppInstance): boolean {
    return this.paneOf(instance, this.selectedContactId) !== null;
  }

  private paneOf({ launch }: AppInstance, placeKey: string | null): OpenApp["pane"] {
    if (this.frontOf(placeKey) === launch.id) return "front";
    return this.places.get(placeKey)?.beside === launch.id ? "beside" : null;
  }

  /** The app in front: the one that was brought there, or else the last one opened. */
  private frontOf(placeKey: string | null): string | null {
    const { front, beside } = this.places.get(placeKey) ?? {};
    const here = this.instances.filter(
      (instance) => spansContacts(instance.launch) || (instance.contactId ?? null) === placeKey,
    );
    if (front === null) return null;
    if (here.some(({ launch }) => launch.id === front)) return front ?? null;
    const last = here.findLast(({ launch }) => !launch.background && launch.id !== beside);
    return last?.launch.id ?? null;
  }

  private placeOf(instance: AppInstance): string | null {
    return spansContacts(instance.launch) ? this.selectedContactId : (instance.contactId ?? null);
  }

  private place(key: string | null): Place {
    const place = this.places.get(key) ?? {};
    this.places.set(key, place);
    return place;
  }

  private defaultScope({ contactHandling }: AppConfig): AppScope {
    const contactId = this.selectedContactId;
    if (contactId === null || contactHandling?.scope === "CROSS_CONTACTS") return { type: "idle" };
    return { type: "contact", contactId };
  }

  private requireFirst(): AppConfig {
    const [first] = this.catalogue;
    if (!first) throw new RefusedError("appNotFound", "The catalogue of apps is empty");
    return first;
  }
}
