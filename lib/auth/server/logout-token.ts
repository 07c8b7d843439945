import "server-only";
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Tenant } from "@/lib/tenants/tenant";
import { providerKeys } from "./identity-provider";

/** Asymmetric algorithms (RFC 7518, 3.1; RFC 8037): with a symmetric one, whoever checks a token could create one. */
const algorithms = ["RS", "PS", "ES"].flatMap((kind) => ["256", "384", "512"].map((n) => kind + n));
algorithms.push("EdDSA", "Ed25519");

/** Seconds since `iat` after which a token is too old, beside the tolerance for the provider's clock. */
const longestAge = 300;

const event = "http://schemas.openid.net/event/backchannel-logout";
const name = z.string().min(1);

const claimsSchema = z
  .object({
    jti: name,
    exp: z.number(),
    sub: name.optional(),
    sid: name.optional(),
    events: z.looseObject({ [event]: z.looseObject({}) }),
    // An ID token has one. It must not be used as a logout token.
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

/** What a logout token says: which sessions at the provider have ended. */
type LogoutClaims = z.infer<typeof claimsSchema>;

/** Thrown if a logout token is not valid. `reason` is for the log, and quotes nothing of the token. */
export class LogoutTokenInvalid extends Error {
  override readonly name = "LogoutTokenInvalid";

  constructor(readonly reason: string) {
    super(`The logout token is not valid: ${reason}`);
  }
}

/**
 * Checks a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6), except whether it was used before:
 * until `acceptedUntil`, in epoch seconds, this function accepts it again.
 *
 * @throws LogoutTokenInvalid, or another error if the provider's keys cannot be read
 */
export async function readLogoutToken(
  tenant: Tenant,
  token: string,
): Promise<LogoutClaims & { acceptedUntil: number }> {
  const { issuer, clientId, clockTolerance } = tenant.identityProvider;
  // First what needs no request to the provider: anyone can send a token.
  if (!isFor(issuer, token)) throw new LogoutTokenInvalid("iss or typ");
  const keys = await providerKeys(tenant);
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms,
      issuer,
      audience: clientId,
      clockTolerance,
      maxTokenAge: longestAge,
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success)
      throw new LogoutTokenInvalid(String(claims.error.issues[0]?.path[0] ?? "sub"));
    // `iat` may be in the future by the tolerance.
    const now = Math.floor(Date.now() / 1000);
    return { ...claims.data, acceptedUntil: now + longestAge + 2 * clockTolerance };
  } catch (error) {
    const isClaim =
      error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
    if (isClaim) throw new LogoutTokenInvalid(error.claim);
    if (error instanceof errors.JOSEError && !isOfKeys(error)) {
      throw new LogoutTokenInvalid(error.code);
    }
    throw error;
  }
}

/** Whether the token claims to be a logout token of this issuer. `typ` is optional (section 2.4). */
function isFor(issuer: string, token: string): boolean {
  try {
    const { typ } = decodeProtectedHeader(token);
    const isLogout = typ === undefined || /^((application\/)?logout\+jwt|jwt)$/i.test(typ);
    return isLogout && decodeJwt(token).iss === issuer;
  } catch {
    return false;
  }
}

/** Whether it is an error of the provider's keys: the library's own, or of the request for them. */
function isOfKeys(error: errors.JOSEError): boolean {
  return (
    error instanceof errors.JWKSInvalid ||
    error instanceof errors.JWKSTimeout ||
    error.code === errors.JOSEError.code
  );
}
