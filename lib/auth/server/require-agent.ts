import "server-only";
import { refuseChange, refuseRead } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";
import type { Tenant } from "@/lib/tenants/tenant";
import type { Agent, AgentSession } from "../agent";
import { auth } from "./session";

/** Thrown if no agent is signed in. `withAgent` responds with 401 and the reason. */
export class SignInRequired extends Error {
  override readonly name = "SignInRequired";
  readonly reason = "no-session";
}

/** The agent's session, or null if there is none or it has ended. */
export async function findSession(): Promise<AgentSession | null> {
  const content = (await auth())?.content;
  return content ? { agent: content.agent, desk: content.desk } : null;
}

/**
 * Returns the signed-in agent, and the tenant whose app they use. Call it beside the data that it guards: the middleware guards no data. It does
 * not check which site sent the request: Next does that for a server action, by `Origin`, and `withAgent` for
 * a route.
 *
 * @throws SignInRequired
 */
export async function requireAgent(): Promise<{ agent: Agent; tenant: Tenant }> {
  const session = await findSession();
  if (!session) throw new SignInRequired("No agent is signed in.");
  return { agent: session.agent, tenant: await requireTenant() };
}

// Methods that change nothing (RFC 9110, section 9.2.1).
const safeMethods = ["GET", "HEAD", "OPTIONS"];

/**
 * Creates a route handler for signed-in agents. Anyone else gets 401 `{ reason }`; the client then signs in
 * again and retries once. It accepts requests only from the app's own page: the browser also sends the
 * session's cookie with requests of every other app in the same workspace, and they get 403 `{ reason }`.
 * No response may be cached: the middleware sets that header for all of `/api/`.
 *
 * `Params` are those of the route's dynamic segments.
 *
 * @example
 * export const GET = withAgent<{ id: string }>(async (request, { agent, params }) =>
 *   Response.json(await findOrder(params.id, agent)),
 * );
 */
export function withAgent<Params = object>(
  handler: (
    request: Request,
    context: { agent: Agent; tenant: Tenant; params: Params },
  ) => Promise<Response> | Response,
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const refusal = safeMethods.includes(request.method)
      ? refuseRead(request.headers)
      : refuseChange(request.headers, (await requireTenant()).origin);
    if (refusal) return Response.json({ reason: refusal }, { status: 403 });
    try {
      return await handler(request, { ...(await requireAgent()), params: await context.params });
    } catch (error) {
      if (!(error instanceof SignInRequired)) throw error;
      return Response.json({ reason: error.reason }, { status: 401 });
    }
  };
}
