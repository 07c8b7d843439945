import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { z } from "zod";

/**
 * Describes an error between the server and the identity provider, without secrets: codes, HTTP statuses, and the
 * library's own messages. Other messages are left out, because they may contain a token.
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
    // The innermost is the most precise: `unexpected JWT "alg" header parameter` instead of `invalid response`.
    message: own.at(-1)?.message,
    ...describeClock(error),
    // For example ECONNREFUSED.
    cause: chain.map(codeOf).filter(Boolean).at(-1),
  };
}

/** An error and all its causes, the outermost first. */
function chainOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}

function codeOf(error: Error | undefined): string | undefined {
  return error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The HTTP status of the wrong response. */
function statusOf(chain: Error[]): number | undefined {
  const response = chain.at(-1)?.cause;
  if (response instanceof Response) return response.status;
  const [first] = chain;
  return first instanceof ResponseBodyError || first instanceof WWWAuthenticateChallengeError
    ? first.status
    : undefined;
}

/** openid-client's error for an ID token that is expired or not yet valid. */
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

/** `clockSkew` in seconds, from the time of issue. Positive if the provider's clock is ahead. */
function describeClock(error: unknown): { claim?: string; clockSkew?: number } {
  const parsed = timestampSchema.safeParse(error);
  if (!parsed.success) return {};
  const { claim, now, claims } = parsed.data.cause.cause;
  return { claim, clockSkew: claims.iat - now };
}
