import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { AuthorizationResponseError } from "openid-client";
import { z } from "zod";
import { logEvent } from "@/lib/log";
import { refuseStart } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";
import { logTenant, type Tenant } from "@/lib/tenants/tenant";
import { sha256 } from "../challenge";
import { token32 } from "./code";
import { frameCookie } from "./frame-cookie";
import { takeIdToken, ticketSchema } from "./id-token-hint";
import {
  authorizationUrl,
  createChecks,
  endSessionUrl,
  exchangeForIdToken,
} from "./identity-provider";
import { describeProviderError } from "./provider-error";
import { seal, unseal } from "./sealed";

/*
 * A provider may end a session only for an ID token of it (`id_token_hint`), or ask the agent to confirm without one. If
 * no session store has the token, the window requests a fresh one on its way: silently (`prompt=none`), for the scope
 * `openid` alone. If there is none, the sign-out continues without.
 */

/** The suffix of the `state` of such a request. */
export const signOutMark = ".sign-out";

const cookieName = "__Host-sign-out-attempt";
/** Seconds that the provider has to respond. It asks the agent nothing. */
const lifetime = 60;

/** Where the window goes if the provider has no sign-out. */
const notOffered = "/sign-in/signed-out?provider=unknown";

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** The SHA-256 of the id of the agent who signs out. */
  agent: token32,
});

/**
 * Sends a window to the identity provider to end the agent's session there too. `agent` in the query is the SHA-256 of
 * the agent's id: no other agent's ID token may be the hint.
 */
export async function startSignOut(request: NextRequest): Promise<Response> {
  const refusal = refuseStart(request.headers, "document");
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const tenant = await requireTenant();
  const query = request.nextUrl.searchParams;
  const ticket = ticketSchema.parse(query.get("ticket"));
  // While the session store is down, the sign-out continues without its token.
  const idToken = ticket && (await takeIdToken(tenant, ticket).catch(() => undefined));
  const end = await endUrl(tenant, idToken);
  const agent = token32.safeParse(query.get("agent"));
  const needsHint = !idToken && agent.success && tenant.silentSignIn && end !== notOffered;
  redirect((needsHint && (await hintUrl(tenant, agent.data))) || end);
}

/**
 * Handles the provider's response to the request for the hint. Returns where the window goes then; null if this browser
 * has not sent such a request in the last minute. A provider may keep a request, and respond to it much later.
 */
export async function finishSignOut(
  tenant: Tenant,
  params: URLSearchParams,
): Promise<string | null> {
  const jar = await cookies();
  const sealed = jar.get(cookieName)?.value ?? "";
  const opened = await unseal(tenant, "sign-out-attempt", sealed, attemptSchema);
  if (!opened.ok || opened.value.state !== params.get("state")) return null;
  jar.set(cookieName, "", { ...frameCookie, maxAge: 0 });
  let idToken: string | undefined;
  try {
    const fresh = await exchangeForIdToken(tenant, params, opened.value);
    const isAgents = fresh && (await sha256(fresh.sub.trim())) === opened.value.agent;
    if (isAgents) idToken = fresh.idToken;
    else logEvent("warn", "sign-out.no-hint", { reason: "other-agent", ...logTenant(tenant) });
  } catch (error) {
    logEvent("warn", "sign-out.no-hint", { ...causeOf(error), ...logTenant(tenant) });
  }
  return endUrl(tenant, idToken);
}

async function endUrl(tenant: Tenant, idToken?: string): Promise<string> {
  return (await endSessionUrl(tenant, "/sign-in/signed-out", idToken))?.href ?? notOffered;
}

/** The address at which the provider issues an ID token to this window. null if the provider refuses the request. */
async function hintUrl(tenant: Tenant, agent: string): Promise<string | null> {
  const checks = createChecks(signOutMark);
  try {
    const url = await authorizationUrl(tenant, checks, "none", "openid");
    const sealed = await seal(tenant, "sign-out-attempt", { ...checks, agent }, lifetime);
    (await cookies()).set(cookieName, sealed, { ...frameCookie, maxAge: lifetime });
    return url.href;
  } catch (error) {
    logEvent("warn", "sign-out.no-hint", { ...causeOf(error), ...logTenant(tenant) });
    return null;
  }
}

/** Such as `login_required`: the agent has no session at the provider. */
function causeOf(error: unknown): Record<string, string | number | undefined> {
  return error instanceof AuthorizationResponseError
    ? { error: error.error }
    : describeProviderError(error);
}
