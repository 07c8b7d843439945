/** Thrown if no agent is signed in. `withAgent` responds with 401 and the reason. */
export class SignInRequired extends Error {
  override readonly name: string = "SignInRequired";
  readonly reason: string = "no-session";
}

/** Thrown if the signed-in agent has not the role. `withAgent` responds with 403 and the reason. */
export class RoleRequired extends Error {
  override readonly name = "RoleRequired";
  readonly reason = "role-missing";
}

/**
 * Thrown if there is no access token for the agent, and only a new sign-in can bring one: the identity provider gave
 * no refresh token, or refused it. `withAgent` responds with 401 and the reason, so that the agent signs in again.
 */
export class AccessTokenEnded extends SignInRequired {
  override readonly name = "AccessTokenEnded";
  override readonly reason = "access-token-ended";
}

/**
 * Thrown if the identity provider could not be reached, or refused a token for this API. A new sign-in would not help,
 * and nothing is lost. `withAgent` responds with 502, the reason and a text.
 */
export class AccessTokenUnavailable extends Error {
  override readonly name = "AccessTokenUnavailable";
  readonly reason = "identity-provider";
}
