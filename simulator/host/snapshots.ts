import type { AppConfig } from "@amazon-connect/workspace-types";
import type { Agent } from "./agent/agent";
import type { OpenApp } from "./apps/app-desk";
import type { Contact } from "./contacts/contact";
import type { Faults } from "./faults";
import type { LogEntry } from "./message-log";
import type { Expiration } from "./agent/session";

/** Everything a view shows. A new object for each change, so that it can be compared by identity. */
export interface WorkspaceSnapshot {
  agent: Agent;
  /** The agent's session: whether a warning stands, and the last activity that an app sent. */
  expiration: Expiration;
  /** The agent has logged out, or the session has ended: nobody sits at the desk. */
  signedOut: boolean;
  catalogue: readonly AppConfig[];
  /** ARNs of the apps that open by themselves with each contact. */
  pinned: readonly string[];
  contacts: readonly Contact[];
  /** null while the agent looks at the idle desk. */
  selectedContactId: string | null;
  /** In the order of opening, which is the order of their tabs. */
  apps: readonly OpenApp[];
  faults: Faults;
  log: readonly LogEntry[];
}

/** Tells views that something has changed, and gives all of them the same snapshot until the next change. */
export class Snapshots {
  private readonly listeners = new Set<() => void>();
  private last: WorkspaceSnapshot | null = null;

  constructor(private readonly take: () => WorkspaceSnapshot) {}

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get(): WorkspaceSnapshot {
    this.last ??= this.take();
    return this.last;
  }

  readonly changed = (): void => {
    this.last = null;
    for (const listener of [...this.listeners]) listener();
  };
}
