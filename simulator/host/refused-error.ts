/** A change or a request that the workspace refuses. `errorKey` is the SDK's `ConnectError.errorKey`. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(
    readonly errorKey: string,
    message: string,
  ) {
    super(message);
  }
}
