import type {
  AppDownstreamMessage,
  AppHostInitMessage,
  AppUpstreamMessage,
} from "@amazon-connect/workspace-types";

export type UpstreamMessage = AppUpstreamMessage | AppHostInitMessage;

/**
 * One line of the inspector: a message from or to an app, or something the workspace did. `at` is epoch
 * ms with fractions. A response names its request by `requestId`.
 */
export type LogEntry = { id: number; at: number; instanceId: string } & (
  | { direction: "up"; message: UpstreamMessage }
  | { direction: "down"; message: AppDownstreamMessage }
  | { direction: "workspace"; text: string }
);

/** Like `Omit`, for each member of a union. */
type WithoutStamp<T> = T extends unknown ? Omit<T, "id" | "at"> : never;
export type NewLogEntry = WithoutStamp<LogEntry>;

/** Keeps the last `limit` entries. */
export class MessageLog {
  private nextId = 1;
  private kept: LogEntry[] = [];
  private read: readonly LogEntry[] | null = [];

  constructor(private readonly limit = 1_000) {}

  add(entry: NewLogEntry): void {
    const at = performance.timeOrigin + performance.now();
    this.kept.push({ ...entry, id: this.nextId++, at } as LogEntry);
    // Cut in large steps, so that an entry costs the same for any length of the log.
    if (this.kept.length > 2 * this.limit) this.kept = this.kept.slice(-this.limit);
    this.read = null;
  }

  /** Oldest first. A new array after each change, so that a view can compare by identity. */
  get entries(): readonly LogEntry[] {
    this.read ??= this.kept.slice(-this.limit);
    return this.read;
  }

  clear(): void {
    this.kept = [];
    this.read = [];
  }
}
