import "server-only";
import { getSettings } from "@/lib/env";
import { refuseChange, refuseRead } from "@/lib/security/fetch-metadata";
import type { Agent, AgentSession } from "../agent";
import { auth } from "./session";

/** Thrown where there is no signed-in agent; `withAgent` answers it with 401 and the reason. */
export class SignInRequired extends Error {
  override readonly name = "SignInRequired";
  readonly reason = "no-session";
}

/** The agent's session, or null when there is none or it has ended. */
export async function findSession(): Promise<AgentSession | null> {
  const content = (await auth())?.content;
  return content ? { agent: content.agent, desk: content.desk } : null;
}

/**
 * The signed-in agent. Call it beside the data that it guards: the middleware guards nothing. It does not
 * ask which site sent the request: Next does for a server action, by `Origin`, and `withAgent` for a route.
 *
 * @throws SignInRequired
 */
export async function requireAgent(): Promise<Agent> {
  const session = await findSession();
  if (!session) throw new SignInRequired("No agent is signed in.");
  return session.agent;
}

// What changes nothing (RFC 9110, section 9.2.1).
const safeMethods = ["GET", "HEAD", "OPTIONS"];

/**
 * A route handler for signed-in agents. Anyone else gets 401 `{ reason }`, upon which the client signs in
 * again and asks once more. Requests are taken from the app's own page alone: the browser sends the
 * session's cookie along from every other app of the same workspace too, and gets 403 `{ reason }`.
 * Nothing may cache an answer: the middleware says so of all of `/api/`, and its word counts.
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
    context: { agent: Agent; params: Params },
  ) => Promise<Response> | Response,
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const refusal = safeMethods.includes(request.method)
      ? refuseRead(request.headers)
      : refuseChange(request.headers, getSettings().AUTH_URL);
    if (refusal) return Response.json({ reason: refusal }, { status: 403 });
    try {
      return await handler(request, { agent: await requireAgent(), params: await context.params });
    } catch (fault) {
      if (!(fault instanceof SignInRequired)) throw fault;
      return Response.json({ reason: fault.reason }, { status: 401 });
    }
  };
}
