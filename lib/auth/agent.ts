import { z } from "zod";

/** The signed-in agent, as the identity provider names them. Identity only: the session is a cookie. */
export const agentSchema = z.object({
  /** The identity provider's `sub`: stable, and unique within its issuer. */
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});

export type Agent = z.infer<typeof agentSchema>;

/** A session: who it is for, and at whose desk it was opened. */
export const sessionSchema = z.object({
  agent: agentSchema,
  /**
   * The ARN of the Connect agent in whose workspace the session was opened, as the SDK told it, or null.
   * It guards against mistakes at a shared desk. It proves nothing: a frame can say what it likes.
   */
  desk: z.string().max(300).nullable(),
  /** Epoch seconds of the sign-in. */
  since: z.number(),
});

export type AgentSession = z.infer<typeof sessionSchema>;

// Some providers write a lone group as text, and a boolean as "true". What is malformed counts as absent.
const groups = z.union([z.array(z.string()), z.string().transform((group) => [group])]);
const flag = z.union([z.boolean(), z.literal("true").transform(() => true)]);
const text = z.string().optional().catch(undefined);

/** The claims that the app looks at (OpenID Connect Core 5.1; `groups` and `tid` are common additions). */
export const claimsSchema = z.object({
  sub: z.string(),
  name: text,
  preferred_username: text,
  email: text,
  email_verified: flag.optional().catch(undefined),
  groups: groups.optional().catch(undefined),
  tid: text,
});

export type Claims = z.infer<typeof claimsSchema>;

export function agentFromClaims({ sub, name, preferred_username, email }: Claims): Agent {
  return { id: sub, name: name ?? preferred_username ?? email ?? sub, email: email ?? null };
}

/**
 * Whether the agent fits the session cookie. The browser keeps 10 KiB of cookies for the frame and 4,096
 * bytes for each, and drops the rest without a word; 1,600 bytes of identity make a cookie of less than 3 kB.
 */
export function fitsSession(agent: Agent): boolean {
  return new TextEncoder().encode(JSON.stringify(agent)).length <= 1_600;
}
