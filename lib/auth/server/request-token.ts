import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { ResponseBodyError } from "openid-client";
import { logEvent } from "@/lib/log";
import { logTenant, type Tenant } from "@/lib/tenants/tenant";
import { AccessTokenEnded, AccessTokenUnavailable, SignInRequired } from "./agent-errors";
import { type ApiTarget, exchangeToken, refreshTokens } from "./identity-provider";
import { describeProviderError } from "./provider-error";
import type { Claim, RedisTokens } from "./redis-tokens";
import { isSessionStoreDown } from "./session-store";
import { findTokens, freshToken, ofSignIn, sealTokens, type Tokens, withIssued } from "./tokens";

/** ms that a request waits for another one's refresh, and ms between two looks. */
const patience = 8_000;
const interval = 100;

/** A session, and where its tokens are. */
interface Session {
  store: RedisTokens;
  tenant: Tenant;
  id: string;
  agentId: string;
}

/**
 * Returns the token in the store. If there is none, one request gets it, and all others wait for the result.
 *
 * @throws SignInRequired, AccessTokenEnded, AccessTokenUnavailable, SessionStoreDown
 */
export async function findAccessToken(session: Session, target: ApiTarget): Promise<string> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    const known = freshToken(await readTokens(session), nameOf(target));
    if (known) return known;
    const claim = await session.store.claim(session.tenant, session.id);
    if (claim === "failed") throw new AccessTokenUnavailable("The last request has just failed.");
    if (claim !== "taken") return requestToken(session, target, claim);
    await wait(interval);
  }
  throw new AccessTokenUnavailable("Another request for the token takes too long.");
}

/** Requests a token, under a claim. While the provider is down, the next requests fail at once. */
async function requestToken(session: Session, target: ApiTarget, claim: Claim): Promise<string> {
  let isDown = false;
  try {
    // Again: another request may have ended its claim since the last look.
    const tokens = await readTokens(session);
    const known = freshToken(tokens, nameOf(target));
    if (known) return known;
    const isByExchange = session.tenant.identityProvider.accessTokens !== "refresh_token";
    return isByExchange && nameOf(target) !== ofSignIn
      ? await exchange(session, tokens, target)
      : await refresh(session, tokens, target);
  } catch (error) {
    if (error instanceof SignInRequired || isSessionStoreDown(error)) throw error;
    const isOurs = error instanceof AccessTokenUnavailable;
    logEvent("error", "access-token.failed", {
      ...(isOurs ? { message: error.message } : describeProviderError(error)),
      ...logTenant(session.tenant),
    });
    isDown = !isOurs && !(error instanceof ResponseBodyError);
    throw new AccessTokenUnavailable("The identity provider gave no access token.", {
      cause: error,
    });
  } finally {
    await claim.release(isDown ? "failed" : "done");
  }
}

async function exchange(session: Session, tokens: Tokens, target: ApiTarget): Promise<string> {
  const known = freshToken(tokens, ofSignIn);
  const subject = known ?? (await refresh(session, tokens, {}));
  const { accessToken, lifetime } = await exchangeToken(session.tenant, subject, target);
  const current = known ? tokens : await readTokens(session);
  await saveTokens(session, withIssued(current, nameOf(target), { accessToken, lifetime }));
  return accessToken;
}

async function refresh(session: Session, tokens: Tokens, target: ApiTarget): Promise<string> {
  const { tenant, agentId } = session;
  const { refreshToken } = tokens;
  if (!refreshToken) {
    // Is it only missing for another API? A new sign-in would bring none either.
    if (freshToken(tokens, ofSignIn)) {
      throw new AccessTokenUnavailable("The identity provider gave no refresh token.");
    }
    throw new AccessTokenEnded("The access token has ended, and there is no refresh token.");
  }
  try {
    const issued = await refreshTokens(tenant, refreshToken, agentId, target);
    await saveTokens(session, withIssued(tokens, nameOf(target), issued));
    return issued.accessToken;
  } catch (error) {
    if (!(error instanceof ResponseBodyError) || error.error !== "invalid_grant") throw error;
    // Is it the refresh token that was refused, or only this API? Without another API, it is the token.
    if (nameOf(target) !== ofSignIn) {
      await refresh(session, tokens, {});
      throw error;
    }
    await saveTokens(session, { ...tokens, refreshToken: undefined, access: {} });
    logEvent("warn", "access-token.refused", {
      ...describeProviderError(error),
      ...logTenant(tenant),
    });
    throw new AccessTokenEnded("The identity provider refused the refresh token.");
  }
}

async function readTokens({ store, tenant, id }: Session): Promise<Tokens> {
  const tokens = await findTokens(store, tenant, id);
  if (!tokens) throw new AccessTokenEnded("The session has no tokens, or has ended.");
  return tokens;
}

async function saveTokens({ store, tenant, id }: Session, tokens: Tokens): Promise<void> {
  const isSaved = await store.replace(tenant, id, await sealTokens(tenant, tokens));
  if (!isSaved) throw new SignInRequired("The session has ended meanwhile.");
}

/** The name of an API among the tokens of a session. */
function nameOf({ scope, audience }: ApiTarget): string {
  return scope || audience ? JSON.stringify([audience, scope]) : ofSignIn;
}
