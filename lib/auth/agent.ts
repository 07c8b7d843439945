import { z } from "zod";

/** The signed-in agent, as the identity provider names them. Identity only: the session is a cookie. */
export const agentSchema = z.object({
  /** The identity provider's `sub`: stable, and unique within its issuer. */
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});

export type Agent = z.infer<typeof agentSchema>;

/** The claims of an ID token that the app looks at (OpenID Connect Core 5.1; `groups` and `tid` are common additions). */
export const claimsSchema = z.object({
  sub: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  groups: z.array(z.string()).optional(),
  tid: z.string().optional(),
});

export type Claims = z.infer<typeof claimsSchema>;

export function agentFromClaims({ sub, name, preferred_username, email }: Claims): Agent {
  return { id: sub, name: name ?? preferred_username ?? email ?? sub, email: email ?? null };
}
