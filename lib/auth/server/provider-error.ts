import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { z } from "zod";

/**
 * What may be logged of an error between the server and the identity provider: codes, HTTP statuses, and what the
 * library says in words of its own. What it says of a cause from elsewhere may hold a token.
 */
export function describeProviderError(error: unknown): Record<string, string | number | undefined> {
  const chain = chainOf(error);
  const own = chain.filter(
    (each) => each instanceof ClientError || each.name === "OperationProcessingError",
  );
  const isProviders =
    error instanceof AuthorizationResponseError || error instanceof ResponseBodyError;
  return {
    ...(isProviders && { error: error.error }),
    status: statusOf(chain),
    code: codeOf(own[0]),
    // The innermost has most to say: "unexpected JWT "alg" header parameter" in place of "invalid response".
    message: own.at(-1)?.message,
    ...describeClock(error),
    // Such as ECONNREFUSED.
    cause: chain.map(codeOf).filter(Boolean).at(-1),
  };
}

/** An error, its cause, the cause of that, and so on. */
function chainOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}

function codeOf(error: Error | undefined): string | undefined {
  return error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The status of the response that is not right. */
function statusOf(chain: Error[]): number | undefined {
  const response = chain.at(-1)?.cause;
  if (response instanceof Response) return response.status;
  const [first] = chain;
  return first instanceof ResponseBodyError || first instanceof WWWAuthenticateChallengeError
    ? first.status
    : undefined;
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
