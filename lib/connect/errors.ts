import { type AmazonConnectError, isClientTimeoutResponseError } from "@amazon-connect/core";
import { textOf } from "./foreign";
import { type Permission, permissionFor } from "./permissions";

/** What can go wrong between the app and the workspace. Stable: code may switch on it. */
export type ConnectAppErrorCode =
  | "connect-timeout"
  | "connect-late"
  | "connect-failed"
  | "opaque-origin"
  | "workspace-error"
  | "workspace-unhealthy"
  | "not-connected"
  | "permission-denied"
  | "request-timeout"
  | "request-failed";

/** The one error class of this module. `message` is for the developer; the SDK's own error is the `cause`. */
export class ConnectAppError extends Error {
  override readonly name = "ConnectAppError";
  /** What the app's registration has to grant, where the code is `permission-denied`; undefined otherwise. */
  readonly permission: Permission | undefined;

  constructor(
    readonly code: ConnectAppErrorCode,
    message: string,
    { permission, ...options }: { cause?: unknown; permission?: Permission } = {},
  ) {
    super(permission ? `${message}. The app needs ${permission}.` : message, options);
    this.permission = permission;
  }

  /** Where the cure stands, from the root of the project, or of the package. */
  get docsUrl(): string {
    return `docs/connect.md#${this.code}`;
  }
}

export function isConnectAppError(error: unknown): error is ConnectAppError {
  return error instanceof ConnectAppError;
}

/** For `name`, which was used where there is no connected app. */
export function notConnected(name: string): ConnectAppError {
  const message = `${name} needs a connected app: use it while the state is connected, as inside <ConnectionGate>.`;
  return new ConnectAppError("not-connected", message);
}

/** The texts of the workspace's refusals (developer guide, troubleshooting). */
const refusedRequest = "App does not have permission for this request";
const refusedTopic = /^App attempted to subscribe to topic without permission\b.*"key":"([^"]+)"/;

/**
 * Converts a rejected request. The SDK rejects with a `ConnectError`, and after 30 s without a response
 * with a plain object of the same fields.
 */
export function requestError(cause: unknown, command: string): ConnectAppError {
  if (isConnectAppError(cause)) return cause;
  const { reason }: { reason?: unknown } = Object(cause);
  const description = cause instanceof Error ? cause.message : "no reason given";
  const message = `${command}: ${textOf(reason) ?? description}`;
  if (reason === refusedRequest) return permissionError(message, command, cause);
  const timedOut = isClientTimeoutResponseError(Object(cause));
  return new ConnectAppError(timedOut ? "request-timeout" : "request-failed", message, { cause });
}

/** What an error that the workspace sends by itself means. */
export function workspaceError(cause: AmazonConnectError): ConnectAppError {
  const [, topic] = refusedTopic.exec(cause.message) ?? [];
  if (topic) return permissionError(cause.message, topic, cause);
  const code = cause.key === "workspaceConnectTimeout" ? "connect-timeout" : "workspace-error";
  return new ConnectAppError(code, cause.message, { cause });
}

function permissionError(message: string, name: string, cause: unknown): ConnectAppError {
  const permission = permissionFor(name) ?? undefined;
  return new ConnectAppError("permission-denied", message, { cause, permission });
}
