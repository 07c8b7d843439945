import type { RegisteredService } from "../../registration";
import { type AppHost, AppInstance } from "../apps/app-instance";

/** ms that `onCreate` of a service has (developer guide, on creating a service). */
export const createTimeout = 30_000;

/**
 * Why a service did not start. `not-connected`: no handshake within the registration's initialization timeout.
 * `not-created`: `onCreate` takes longer than 30 s. `error`: the service sent a fatal error, as the SDK does when
 * `onCreate` throws. `closed`: the service closed its channel.
 */
export type ServiceFailure = "not-connected" | "not-created" | "error" | "closed";

/** A service of the instance. Its frame is hidden. */
export interface OpenService {
  id: string;
  config: RegisteredService;
  /** `ended` if it stopped after it had started. */
  state: "starting" | "running" | "failed" | "ended";
  /** Only of a service that has failed. */
  failure?: ServiceFailure;
  /** What the service sent with its error. */
  note?: string;
}

/**
 * The services of the instance. They start together, before the agent gets a desk: if one fails, there is none. What
 * ends later leaves the desk as it is.
 */
export class ServiceDesk {
  /** In the order of their registrations. */
  services: readonly OpenService[] = [];
  instances: readonly AppInstance[] = [];

  private readonly createTimers = new Map<string, ReturnType<typeof setTimeout>>();
  private settle: ((areRunning: boolean) => void) | null = null;

  constructor(
    private readonly host: AppHost,
    private readonly catalogue: readonly RegisteredService[],
    private readonly changed: () => void,
  ) {}

  /** Starts all services. Resolves to true when all of them run, and to false when the first one fails. */
  start(): Promise<boolean> {
    const opened = this.catalogue.map((config) => ({ config, instance: this.open(config) }));
    this.instances = opened.map(({ instance }) => instance);
    this.services = opened.map(({ config, instance }) => ({
      id: instance.launch.id,
      config,
      state: "starting",
    }));
    return new Promise((resolve) => {
      this.settle = resolve;
      this.update();
    });
  }

  find(instanceId: string): AppInstance | undefined {
    return this.instances.find(({ launch }) => launch.id === instanceId);
  }

  /** Removes the frames: a service has no stage in which it could clean up. */
  closeAll(): void {
    for (const instance of this.instances) instance.remove("The agent’s session has ended.");
  }

  /** Follows a change of an instance's phase. */
  follow({ launch: { id }, phase, note }: AppInstance): void {
    if (phase === "creating") this.limitCreate(id);
    if (phase === "stopped") this.change(id, { state: "running" });
    if (phase === "unresponsive") {
      this.end(id, this.createTimers.has(id) ? "closed" : "not-connected");
    }
    if (phase === "removed") this.end(id, "error", note);
  }

  /** A service is never in front, so its instance gets no start and no stop. */
  private open(config: RegisteredService): AppInstance {
    return new AppInstance(this.host, {
      id: crypto.randomUUID(),
      config,
      isService: true,
      scope: { type: "idle" },
      url: config.accessUrl,
      path: undefined,
      parameters: undefined,
      launchKey: undefined,
      launchedBy: { type: "internal", name: undefined },
      background: true,
      order: 0,
      startTime: new Date(),
    });
  }

  private limitCreate(id: string): void {
    if (this.createTimers.has(id)) return;
    this.createTimers.set(
      id,
      setTimeout(() => {
        if (this.requireService(id).state === "starting") this.end(id, "not-created");
      }, createTimeout),
    );
  }

  private end(id: string, failure: ServiceFailure, note?: string): void {
    const { state } = this.requireService(id);
    if (state === "running") this.change(id, { state: "ended" });
    if (state !== "starting") return;
    this.host.log({ instanceId: id, direction: "workspace", text: `Service failed: ${failure}` });
    this.change(id, { state: "failed", failure, ...(note && { note }) });
  }

  private change(id: string, change: Partial<OpenService>): void {
    if (this.requireService(id).state === "failed") return;
    clearTimeout(this.createTimers.get(id));
    this.services = this.services.map((each) => (each.id === id ? { ...each, ...change } : each));
    this.update();
  }

  private update(): void {
    const states = this.services.map(({ state }) => state);
    if (states.includes("failed")) this.settle?.(false);
    else if (!states.includes("starting")) this.settle?.(true);
    this.changed();
  }

  private requireService(id: string): OpenService {
    const service = this.services.find((each) => each.id === id);
    if (!service) throw new Error(`There is no service ${id}`);
    return service;
  }
}
