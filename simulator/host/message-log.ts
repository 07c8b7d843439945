import type {
  AppDownstreamMessage,
  AppHostInitMessage,
  AppUpstreamMessage,
} from "@amazon-connect/workspace-types";

export type UpstreamMessage = AppUpstreamMessage | AppHostInitMessage;

/** One line of the inspector: a message from or to an app, or something the workspace did. */
export type LogEntry = { id: number; at: number; instanceId: string } & (
  | { direction: "up"; message: UpstreamMessage }
  | { direction: "down"; message: AppDownstreamMessage }
  | { direction: "workspace"; text: string }
);

/** As `Omit`, for each member of a union. */
type WithoutStamp<T> = T extends unknown ? Omit<T, "id" | "at"> : never;
export type NewLogEntry = WithoutStamp<LogEntry>;

/** Keeps the last `limit` entries. Every change makes a new array, so that a view can compare by identity. */
export class MessageLog {
  private nextId = 1;
  entries: readonly LogEntry[] = [];

  constructor(private readonly limit = 1_000) {}

  add(entry: NewLogEntry): void {
    const stamped = { ...entry, id: this.nextId++, at: Date.now() } as LogEntry;
    this.entries = [...this.entries.slice(1 - this.limit), stamped];
  }

  clear(): void {
    this.entries = [];
  }
}
