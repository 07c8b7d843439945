import "server-only";
import { z } from "zod";
import type { Tenant } from "@/lib/tenants/tenant";
import type { IssuedTokens } from "./identity-provider";
import { findSharedStore } from "./open-session-store";
import type { RedisTokens } from "./redis-tokens";
import { seal, unseal } from "./sealed";

const tokensSchema = z.object({
  /** The id of their session: a copy under another session's key is not accepted. */
  session: z.string(),
  refreshToken: z.string().optional(),
  /** For the sign-out at the provider. */
  idToken: z.string().optional(),
  /** Access tokens, by the API that they are for. `until`: epoch seconds at which the app stops using one. */
  access: z.record(z.string(), z.object({ token: z.string(), until: z.number() })),
});

/** The tokens of one session. Only the server reads them, and the session store has them encrypted. */
export type Tokens = z.infer<typeof tokensSchema>;

/** The name of the sign-in's own access token. */
export const ofSignIn = "";

/** Seconds that an access token is used if the provider does not say how long it is valid. */
const unknownLifetime = 300;
/** Seconds before its end at which an access token is replaced, so that it is still valid when the API gets it. */
const spare = 30;

/**
 * Stores the tokens of a sign-in for the session that will start: the ID token, and with AUTH_ACCESS_TOKENS all others.
 * Without a session store it stores nothing.
 *
 * @throws SessionStoreDown
 */
export async function keepTokens(
  tenant: Tenant,
  session: string,
  issued: IssuedTokens | undefined,
): Promise<void> {
  const store = findSharedStore()?.tokens;
  if (!store || !issued) return;
  const tokens = tenant.identityProvider.accessTokens
    ? withIssued({ session, access: {} }, ofSignIn, issued)
    : { session, idToken: issued.idToken, access: {} };
  await store.keep(tenant, session, await sealTokens(tenant, tokens));
}

/** The tokens of a session, or null if there are none. @throws SessionStoreDown */
export async function findTokens(
  store: RedisTokens,
  tenant: Tenant,
  session: string,
): Promise<Tokens | null> {
  const sealed = await store.find(tenant, session);
  if (!sealed) return null;
  const opened = await unseal(tenant, "tokens", sealed, tokensSchema);
  return opened.ok && opened.value.session === session ? opened.value : null;
}

/** Encrypts tokens for their tenant. They are valid as long as the longest session. */
export function sealTokens(tenant: Tenant, tokens: Tokens): Promise<string> {
  const longest = (tenant.session.maxMinutes + tenant.session.idleMinutes) * 60;
  return seal(tenant, "tokens", tokens, longest);
}

/** The tokens with those that the provider has just issued for `api`. Old access tokens are left out. */
export function withIssued(tokens: Tokens, api: string, issued: IssuedTokens): Tokens {
  const now = Math.floor(Date.now() / 1000);
  const lifetime = issued.lifetime ?? unknownLifetime;
  const until = now + lifetime - Math.min(spare, lifetime / 2);
  const fresh = Object.entries(tokens.access).filter(([, each]) => each.until > now);
  return {
    ...tokens,
    // A provider that does not rotate refresh tokens sends none (RFC 6749, section 6).
    refreshToken: issued.refreshToken ?? tokens.refreshToken,
    idToken: issued.idToken ?? tokens.idToken,
    access: { ...Object.fromEntries(fresh), [api]: { token: issued.accessToken, until } },
  };
}

/** The access token for `api`, if it can still be used. */
export function freshToken({ access }: Tokens, api: string): string | null {
  const known = access[api];
  return known && known.until > Date.now() / 1000 ? known.token : null;
}
