import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";

/**
 * What may be logged of an error between the server and the identity provider: the codes of the library and of
 * the provider. What a library says of a cause may hold a token.
 */
export function describeProviderError(error: unknown): Record<string, string | number | undefined> {
  return {
    ...(error instanceof AuthorizationResponseError && { error: error.error }),
    ...(error instanceof ResponseBodyError && { error: error.error, status: error.status }),
    ...(error instanceof ClientError && { code: error.code, message: error.message }),
    cause: causeOf(error),
  };
}

/** The innermost code, such as ECONNREFUSED. */
function causeOf(error: unknown): string | undefined {
  let code: string | undefined;
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") code = at.code;
  }
  return code;
}
