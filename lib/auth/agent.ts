import { z } from "zod";

/** The signed-in agent, as the identity provider names them. Identity only: the session is a cookie. */
export const agentSchema = z.object({
  /** The identity provider's `sub`: stable, and unique within its issuer. */
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});

export type Agent = z.infer<typeof agentSchema>;

/** A session as the browser knows it: who it is for, and at whose desk it was opened. */
export interface AgentSession {
  agent: Agent;
  /**
   * The ARN of the Connect agent in whose workspace the session was opened, as the SDK told it, or null.
   * It guards against mistakes at a shared desk. It proves nothing: a frame can say what it likes.
   */
  desk: string | null;
}
