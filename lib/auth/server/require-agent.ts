import "server-only";
import { logEvent } from "@/lib/log";
import { messagesFor } from "@/lib/messages/for-request";
import { refuseChange, refuseRead } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";
import { logTenant, type Tenant } from "@/lib/tenants/tenant";
import type { Agent, AgentSession } from "../agent";
import { AccessTokenUnavailable, RoleRequired, SignInRequired } from "./agent-errors";
import { sessionStore } from "./open-session-store";
import { auth } from "./session";
import { respondStoreError } from "./session-store";

/**
 * The agent's session, or null if there is none or it has ended. `renew` lets it last for another idle limit.
 *
 * @throws SessionStoreDown if the session store does not respond
 */
export async function findSession({ renew = false } = {}): Promise<AgentSession | null> {
  const content = (await auth())?.content;
  if (!content) return null;
  const tenant = await requireTenant();
  const store = sessionStore();
  const isLive = await (renew ? store.renew(tenant, content.id) : store.isLive(tenant, content.id));
  return isLive ? { agent: content.agent, desk: content.desk } : null;
}

/**
 * Returns the signed-in agent, and the tenant whose app they use. Call it beside the data that it guards: the
 * middleware guards no data. It does not check which site sent the request: Next does that for a server action, by
 * `Origin`, and `withAgent` for a route. With a `role` of AUTH_ROLES, only agents who have it pass.
 *
 * @throws SignInRequired, RoleRequired, SessionStoreDown
 */
export async function requireAgent({ role }: Requirement = {}): Promise<{
  agent: Agent;
  tenant: Tenant;
}> {
  const session = await findSession();
  if (!session) throw new SignInRequired("No agent is signed in.");
  const { agent } = session;
  const tenant = await requireTenant();
  if (role !== undefined && !agent.roles.includes(role)) {
    const isKnown = Object.hasOwn(tenant.entryPolicy.roles, role);
    if (!isKnown) logEvent("warn", "role.unknown", { role, ...logTenant(tenant) });
    throw new RoleRequired(`The agent has not the role ${role}.`);
  }
  return { agent, tenant };
}

interface Requirement {
  role?: string;
}

// Methods that change nothing (RFC 9110, section 9.2.1).
const safeMethods = ["GET", "HEAD", "OPTIONS"];

/**
 * Creates a route handler for signed-in agents. Anyone else gets 401 `{ reason }`; the client then signs in
 * again and retries once. It accepts requests only from the app's own page: the browser also sends the
 * session's cookie with requests of every other app in the same workspace, and they get 403 `{ reason }`.
 * While the session store is down, the response is 503 `{ reason: "session-store-down", text }`. If
 * `getAccessToken` got no token from the identity provider, it is 502 `{ reason: "identity-provider", text }`.
 * No response may be cached: the middleware sets that header for all of `/api/`.
 *
 * With a `role` of AUTH_ROLES, agents without it get 403 `{ reason: "role-missing", text }`,
 * with a text to show them.
 *
 * `Params` are those of the route's dynamic segments.
 *
 * @example
 * export const GET = withAgent<{ id: string }>(async (request, { agent, params }) =>
 *   Response.json(await findOrder(params.id, agent)),
 * );
 * export const DELETE = withAgent<{ id: string }>({ role: "supervisor" }, deleteOrder);
 */
export function withAgent<Params = object>(handler: Handler<Params>): Route<Params>;
export function withAgent<Params = object>(
  requirement: Requirement,
  handler: Handler<Params>,
): Route<Params>;
export function withAgent<Params>(
  ...args: [Handler<Params>] | [Requirement, Handler<Params>]
): Route<Params> {
  const [requirement, handler] = args.length === 1 ? [{}, args[0]] : args;
  return async (request, context) => {
    const refusal = safeMethods.includes(request.method)
      ? refuseRead(request.headers)
      : refuseChange(request.headers, (await requireTenant()).origin);
    if (refusal) return Response.json({ reason: refusal }, { status: 403 });
    try {
      const { agent, tenant } = await requireAgent(requirement);
      return await handler(request, { agent, tenant, params: await context.params });
    } catch (error) {
      if (error instanceof RoleRequired) {
        const { roleMissing: text } = await messagesFor(request);
        return Response.json({ reason: error.reason, text }, { status: 403 });
      }
      if (error instanceof AccessTokenUnavailable) {
        const { signIn } = await messagesFor(request);
        const text = signIn.failures[error.reason];
        return Response.json({ reason: error.reason, text }, { status: 502 });
      }
      if (!(error instanceof SignInRequired)) return respondStoreError(request, error);
      return Response.json({ reason: error.reason }, { status: 401 });
    }
  };
}

type Route<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

type Handler<Params> = (
  request: Request,
  context: { agent: Agent; tenant: Tenant; params: Params },
) => Promise<Response> | Response;
