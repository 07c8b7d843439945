import { isClientTimeoutResponseError, isConnectError } from "@amazon-connect/core";

/** What can go wrong between the app and the workspace. Stable: code may switch on it. */
export type ConnectAppErrorCode =
  | "connect-timeout"
  | "connect-late"
  | "connect-failed"
  | "workspace-error"
  | "workspace-unhealthy"
  | "not-connected"
  | "permission-denied"
  | "request-timeout"
  | "request-failed";

/** The one error class of this module. `message` is for the developer; the SDK's own error is the `cause`. */
export class ConnectAppError extends Error {
  override readonly name = "ConnectAppError";
  /** Where the cure stands, from the root of the project. */
  readonly docsUrl: string;

  constructor(
    readonly code: ConnectAppErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.docsUrl = `docs/connect.md#${code}`;
  }
}

export function isConnectAppError(error: unknown): error is ConnectAppError {
  return error instanceof ConnectAppError;
}

/** The text of the workspace's refusal (developer guide, troubleshooting). */
const refusal = "App does not have permission for this request";

/**
 * What a rejected request means. The SDK rejects with a `ConnectError`, and after 30 s without an answer
 * with a plain object.
 */
export function requestError(cause: unknown, command: string): ConnectAppError {
  if (typeof cause === "object" && cause !== null && isClientTimeoutResponseError(cause)) {
    return new ConnectAppError("request-timeout", `${command}: the workspace did not answer.`, {
      cause,
    });
  }
  const reason = isConnectError(cause) ? cause.reason : undefined;
  return reason === refusal
    ? new ConnectAppError("permission-denied", `${command}: ${reason}.`, { cause })
    : new ConnectAppError("request-failed", `${command}: ${reason ?? "refused"}.`, { cause });
}
