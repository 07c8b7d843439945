import type { RequestMessage, ResponseMessage, SubscriptionTopic } from "@amazon-connect/core";
import type { Permission } from "../../../lib/connect/permissions";
import type { AppInstance } from "./app-instance";
import type { Faults } from "../faults";
import type { NewLogEntry } from "../message-log";

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
  /** Whether the app may do what needs the permission. */
  permits(instance: AppInstance, permission: Permission | null): boolean;
  /** Hands an app's own event to the other apps that may hear it. */
  relay(topic: SubscriptionTopic, data: object, from: AppInstance): void;
  log(entry: NewLogEntry): void;
  changed(instance: AppInstance): void;
}
