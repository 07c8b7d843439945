import "server-only";
import { type Agent, agentSchema } from "./agent";
import { auth } from "./next-auth";

/** Thrown where there is no signed-in agent; `withAgent` answers it with 401 and the reason. */
export class SignInRequired extends Error {
  override readonly name = "SignInRequired";
  readonly reason = "no-session";
}

/** The signed-in agent, or null. */
export async function findAgent(): Promise<Agent | null> {
  const session = await auth();
  const agent = agentSchema.safeParse(session?.agent);
  return agent.success ? agent.data : null;
}

/**
 * The signed-in agent. Call it beside the data that it guards: the middleware guards nothing.
 *
 * @throws SignInRequired
 */
export async function requireAgent(): Promise<Agent> {
  const agent = await findAgent();
  if (!agent) throw new SignInRequired("No agent is signed in.");
  return agent;
}

/**
 * A route handler for signed-in agents: anyone else gets 401 `{ reason }`, which the client takes as a
 * cue to sign in again.
 *
 * @example export const GET = withAgent(async (agent) => Response.json(await customerOf(agent)));
 */
export function withAgent(
  handler: (agent: Agent, request: Request) => Promise<Response> | Response,
) {
  return async (request: Request): Promise<Response> => {
    try {
      return await handler(await requireAgent(), request);
    } catch (fault) {
      if (!(fault instanceof SignInRequired)) throw fault;
      return Response.json({ reason: fault.reason }, { status: 401 });
    }
  };
}
