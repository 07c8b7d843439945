import "server-only";
import { createHash } from "node:crypto";
import { logEvent } from "@/lib/log";
import { requireTenant } from "@/lib/tenants/find-tenant";
import { logTenant, type Tenant } from "@/lib/tenants/tenant";
import { LogoutTokenInvalid, readLogoutToken } from "./logout-token";
import { findSharedStore } from "./open-session-store";
import { describeProviderError } from "./provider-error";
import type { RedisSessions } from "./redis-sessions";
import { isSessionStoreDown, providerSessionOf } from "./session-store";

/** Maximum characters of a request's body. */
const longest = 16_384;

/**
 * Ends the sessions that a logout token names (OpenID Connect Back-Channel Logout 1.0). The request comes from the
 * identity provider's server, so it has no cookie and no Fetch Metadata: only the token's signature counts.
 */
export async function endSessionsOfProvider(request: Request): Promise<Response> {
  const tenant = await requireTenant();
  const store = findSharedStore();
  if (!store) {
    logEvent("warn", "session.logout-ignored", {
      message: "The identity provider sent a logout token, but SESSION_STORE_URL is not set.",
      ...logTenant(tenant),
    });
    return refuse("not_implemented");
  }
  try {
    const sessions = await endSessions(store, tenant, await readToken(request));
    logEvent("info", "session.ended-by-provider", { sessions, ...logTenant(tenant) });
    return new Response(null, { status: 200, headers });
  } catch (error) {
    if (error instanceof LogoutTokenInvalid) {
      logEvent("warn", "session.logout-refused", { reason: error.reason, ...logTenant(tenant) });
      return refuse("invalid_request");
    }
    // The store has logged its own error.
    if (!isSessionStoreDown(error)) {
      logEvent("error", "session.logout-unchecked", {
        ...describeProviderError(error),
        ...logTenant(tenant),
      });
    }
    return refuse("temporarily_unavailable");
  }
}

/** Returns how many sessions the token ended. */
async function endSessions(store: RedisSessions, tenant: Tenant, token: string): Promise<number> {
  const { jti, sid, sub, acceptedUntil } = await readLogoutToken(tenant, token);
  const id = createHash("sha256").update(jti).digest("base64url");
  const isFirst = await store.spend(tenant, `logout-${id}`, acceptedUntil);
  if (!isFirst) throw new LogoutTokenInvalid("jti");
  if (sid === undefined) return store.endAll(tenant, { agentId: sub ?? "" });
  const ended = await store.endAll(tenant, { providerSession: providerSessionOf({ sid }) });
  // Of sessions whose ID token had no `sid`, only the agent is known.
  if (sub === undefined) return ended;
  return ended + (await store.endAll(tenant, { providerSession: providerSessionOf({ sub }) }));
}

/** The token of a form with exactly one. */
async function readToken(request: Request): Promise<string> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    throw new LogoutTokenInvalid("content type");
  }
  const body = await request.text();
  if (body.length > longest) throw new LogoutTokenInvalid("length");
  const [token, ...others] = new URLSearchParams(body).getAll("logout_token");
  if (!token || others.length > 0) throw new LogoutTokenInvalid("logout_token");
  return token;
}

const headers = { "Cache-Control": "no-store" };

/** Section 2.8: 400 for a token that is not valid, and for a logout that failed. */
function refuse(error: string): Response {
  return Response.json({ error }, { status: 400, headers });
}
