import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";
import { z } from "zod";

/**
 * What may be logged of an error between the server and the identity provider: the codes of the library and of
 * the provider. What a library says of a cause may hold a token.
 */
export function describeProviderError(error: unknown): Record<string, string | number | undefined> {
  return {
    ...(error instanceof AuthorizationResponseError && { error: error.error }),
    ...(error instanceof ResponseBodyError && { error: error.error, status: error.status }),
    ...(error instanceof ClientError && { code: error.code, message: error.message }),
    ...describeClock(error),
    cause: causeOf(error),
  };
}

/** What openid-client says of an ID token whose times are not right. */
const timestampSchema = z.object({
  code: z.literal("OAUTH_JWT_TIMESTAMP_CHECK_FAILED"),
  cause: z.object({
    cause: z.object({
      claim: z.string(),
      now: z.number(),
      claims: z.object({ iat: z.number() }),
    }),
  }),
});

/** `clockSkew` is in s, above 0 where the provider's clock is ahead: it has just issued the token. */
function describeClock(error: unknown): { claim?: string; clockSkew?: number } {
  const parsed = timestampSchema.safeParse(error);
  if (!parsed.success) return {};
  const { claim, now, claims } = parsed.data.cause.cause;
  return { claim, clockSkew: claims.iat - now };
}

/** The innermost code, such as ECONNREFUSED. */
function causeOf(error: unknown): string | undefined {
  let code: string | undefined;
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") code = at.code;
  }
  return code;
}
