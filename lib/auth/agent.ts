import { z } from "zod";

/** The signed-in agent, as the identity provider names them. Only the identity: the session is a cookie. */
export const agentSchema = z.object({
  /** The identity provider's `sub`: permanent, and unique within its issuer. */
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** The agent's roles in this app, of those in AUTH_ROLES. */
  roles: z.array(z.string()),
});

export type Agent = z.infer<typeof agentSchema>;

/** A session as the browser knows it: the agent, and the desk at which it was opened. */
export interface AgentSession {
  agent: Agent;
  /**
   * The ARN, from the SDK, of the Connect agent in whose workspace the session was opened, or null. It
   * prevents mistakes at a shared desk. It proves nothing: a frame can send any value.
   */
  desk: string | null;
}
