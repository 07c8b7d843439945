/** What can go wrong between the app and the workspace. Stable: code may switch on it. */
export type ConnectAppErrorCode =
  | "connect-timeout"
  | "connect-failed"
  | "workspace-error"
  | "workspace-unhealthy"
  | "not-connected"
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
}

export function isConnectAppError(error: unknown): error is ConnectAppError {
  return error instanceof ConnectAppError;
}
