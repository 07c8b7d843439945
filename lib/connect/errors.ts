import { isClientTimeoutResponseError } from "@amazon-connect/core";
import { textOf } from "./foreign";

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

  constructor(
    readonly code: ConnectAppErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** Where the cure stands, from the root of the project. */
  get docsUrl(): string {
    return `docs/connect.md#${this.code}`;
  }
}

export function isConnectAppError(error: unknown): error is ConnectAppError {
  return error instanceof ConnectAppError;
}

/** For `name`, which was used where there is no connected app. */
export function notConnected(name: string): ConnectAppError {
  const message = `${name} needs a connected app: use it inside <ConnectionGate>.`;
  return new ConnectAppError("not-connected", message);
}

/** The text of the workspace's refusal (developer guide, troubleshooting). */
const refusal = "App does not have permission for this request";

/**
 * What a rejected request means. The SDK rejects with a `ConnectError`, and after 30 s without an answer
 * with a plain object of the same fields.
 */
export function requestError(cause: unknown, command: string): ConnectAppError {
  if (isConnectAppError(cause)) return cause;
  const { reason }: { reason?: unknown } = Object(cause);
  const code = isClientTimeoutResponseError(Object(cause))
    ? "request-timeout"
    : reason === refusal
      ? "permission-denied"
      : "request-failed";
  const told = cause instanceof Error ? cause.message : "no reason given";
  return new ConnectAppError(code, `${command}: ${textOf(reason) ?? told}`, { cause });
}
