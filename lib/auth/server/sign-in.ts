import "server-only";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { AuthorizationResponseError } from "openid-client";
import { z } from "zod";
import { logEvent } from "@/lib/log";
import { refuseStart } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";
import { logTenant, type Tenant } from "@/lib/tenants/tenant";
import type { SignInFailure } from "../failures";
import { type Attempt, saveAttempt, silentMark, takeAttempt, takeWindowAttempt } from "./attempt";
import { authorizeAgent, lacksGroups, needsOmittedGroups, rolesOf } from "./authorize-agent";
import { agentFromClaims, claimNames, fitsSession, isNamed, readClaims, readText } from "./claims";
import { dropLeftCode, leaveCode, mintCode, mintFailure, token32 } from "./code";
import { authorizationUrl, type Checks, createChecks, exchange } from "./identity-provider";
import { sessionStore } from "./open-session-store";
import { describeProviderError } from "./provider-error";
import { isSessionStoreDown, providerSessionOf, storeDownReason } from "./session-store";
import { finishSignOut, signOutMark } from "./sign-out";
import { keepTokens } from "./tokens";
import { windowPage } from "./window-page";

const promptSchema = z.enum(["select_account", "login"]);

/**
 * Redirects a sign-in window, or the hidden frame of a silent sign-in, to the identity provider. The app's own
 * page opens it, with its frame's challenge in the query. `prompt` in the query makes the provider ask for the
 * account or for the password (OpenID Connect Core 3.1.2.1).
 */
export async function startSignIn(
  request: NextRequest,
  destination: "document" | "iframe",
): Promise<Response> {
  const refusal = refuseStart(request.headers, destination);
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const query = request.nextUrl.searchParams;
  const challenge = token32.safeParse(query.get("challenge"));
  if (!challenge.success) return Response.json({ reason: "challenge-invalid" }, { status: 400 });

  const silent = destination === "iframe";
  const prompt = silent ? "none" : promptSchema.safeParse(query.get("prompt")).data;
  return begin(request, await requireTenant(), {
    challenge: challenge.data,
    silent,
    prompt,
    restarted: false,
  });
}

/** Saves a new attempt and redirects the browser to the identity provider. */
async function begin(
  request: NextRequest,
  tenant: Tenant,
  attempt: Omit<Attempt, keyof Checks>,
): Promise<Response> {
  const checks = createChecks(attempt.silent ? silentMark : "");
  let url: URL;
  try {
    // Before the agent types a password in vain.
    await sessionStore().check();
    url = await authorizationUrl(tenant, checks, attempt.prompt);
  } catch (error) {
    return failurePage(request, tenant, explainFailure(tenant, error), attempt);
  }
  // An earlier window's code does not belong to this sign-in.
  if (!attempt.silent) await dropLeftCode();
  await saveAttempt(tenant, { ...attempt, ...checks });
  redirect(url.href);
}

/** Handles the return from the identity provider: passes a code to the frame, or the reason of the failure. */
export async function finishSignIn(request: NextRequest): Promise<Response> {
  const params = request.nextUrl.searchParams;
  const state = params.get("state") ?? "";
  const tenant = await requireTenant();
  const isWindow = request.headers.get("sec-fetch-dest") === "document";
  if (isWindow && state.endsWith(silentMark)) return restart(request, tenant);
  if (isWindow && state.endsWith(signOutMark)) {
    const next = await finishSignOut(tenant, params);
    return next ? redirect(next) : restart(request, tenant);
  }
  const attempt = await takeAttempt(tenant, state);
  if (typeof attempt === "string") return failurePage(request, tenant, attempt, null);

  const {
    entryPolicy: policy,
    connectUsers: { usernameClaim },
  } = tenant;
  let sources: Awaited<ReturnType<typeof exchange>>;
  try {
    sources = await exchange(tenant, params, attempt, (known) => {
      const claims = readClaims(known, policy.groupsClaim);
      if (claims === null) return true;
      if (usernameClaim && !readText(known, usernameClaim)) return false;
      return isNamed(claims) && authorizeAgent(claims, policy) && !lacksGroups(claims, policy);
    });
  } catch (error) {
    return failurePage(request, tenant, explainFailure(tenant, error), attempt);
  }
  const refuse = (reason: SignInFailure) =>
    failurePage(request, tenant, reason, attempt, { claims: claimNames(sources) });
  const claims = readClaims(sources, policy.groupsClaim);
  if (!claims) return refuse("identity-provider");
  const agent = agentFromClaims(claims, rolesOf(claims, policy));
  if (!fitsSession(agent)) return refuse("claims-too-large");
  if (needsOmittedGroups(claims, policy)) return refuse("too-many-groups");
  if (!authorizeAgent(claims, policy)) return refuse("not-allowed");

  const session = crypto.randomUUID();
  try {
    await keepTokens(tenant, session, sources.tokens);
  } catch (error) {
    return failurePage(request, tenant, explainFailure(tenant, error), attempt);
  }
  const providerSession = sources.sid ? providerSessionOf({ sid: sources.sid }) : undefined;
  const username = usernameClaim && readText(sources, usernameClaim);
  const more = { session, providerSession, username };
  const code = await mintCode(tenant, agent, attempt.challenge, more);
  // A hidden frame always reaches its parent. A window may have been cut off from its opener.
  if (!attempt.silent) await leaveCode(code);
  return windowPage(request, {
    texts: ({ signIn }) => (attempt.silent ? signIn.pages.signedIn : signIn.pages.done),
    message: { type: "sign-in:code", code },
    closes: attempt.silent ? "if-posted" : "always",
  });
}

/**
 * Handles a window that returns with the response to an earlier silent request, which the provider had kept. The agent
 * is now signed in there, so the window's own attempt starts again. Without such an attempt, the agent was on the way
 * to another app, and sees a page that explains it.
 */
async function restart(request: NextRequest, tenant: Tenant): Promise<Response> {
  const attempt = await takeWindowAttempt(tenant);
  logEvent("warn", "sign-in.silent-resumed", {
    restarted: attempt ? "yes" : "no",
    ...logTenant(tenant),
  });
  if (attempt) return begin(request, tenant, { ...attempt, restarted: true });
  return windowPage(request, {
    texts: ({ signIn }) => signIn.pages.resumed,
    message: null,
    closes: "never",
  });
}

/** A page that shows why the sign-in failed, and reports it to the frame. `attempt` is null if it is unknown. */
async function failurePage(
  request: Request,
  tenant: Tenant,
  reason: SignInFailure,
  attempt: Pick<Attempt, "challenge" | "silent"> | null,
  details: { claims?: string } = {},
): Promise<Response> {
  logEvent("warn", "sign-in.failed", { reason, ...details, ...logTenant(tenant) });
  // A window that was cut off cannot send the reason to the frame: leave it in the browser, like a code.
  if (attempt && !attempt.silent) {
    await leaveCode(await mintFailure(tenant, reason, attempt.challenge));
  }
  return windowPage(request, {
    texts: ({ signIn }) => ({ title: signIn.failed.title, text: signIn.failures[reason] }),
    message: { type: "sign-in:failed", reason },
    closes: "if-posted",
  });
}

/** Why a sign-in failed, by the identity provider's error code (RFC 6749, 4.1.2.1; OpenID Connect Core 3.1.2.6). */
const providerErrors = new Map<string, SignInFailure>([
  ["access_denied", "cancelled"],
  ["login_required", "login-required"],
  ["interaction_required", "login-required"],
  ["account_selection_required", "login-required"],
  ["consent_required", "login-required"],
]);

/** Logs why the exchange failed, unless the session store has logged it, and returns the reason to show to the agent. */
function explainFailure(tenant: Tenant, error: unknown): SignInFailure {
  if (isSessionStoreDown(error)) return storeDownReason;
  if (error instanceof AuthorizationResponseError) {
    logEvent("warn", "sign-in.provider-error", { error: error.error, ...logTenant(tenant) });
    return providerErrors.get(error.error) ?? "identity-provider";
  }
  logEvent("error", "sign-in.exchange-failed", {
    ...describeProviderError(error),
    ...logTenant(tenant),
  });
  return "identity-provider";
}
