import { z } from "zod";
import type { Agent } from "../agent";

// Providers send what their administrators map. What is malformed or empty counts as absent.
const text = z.string().trim().min(1).optional().catch(undefined);
const strings = z
  .array(z.unknown())
  .transform((values) => values.filter((value) => typeof value === "string" && value.trim() !== ""))
  .pipe(z.array(z.string()));
// Some providers write a single group as text, and a boolean as "true".
const groups = z.union([strings, z.string().transform((group) => [group])]);
const flag = z.union([z.boolean(), z.literal("true").transform(() => true)]);

/** The claims that the app looks at (OpenID Connect Core 5.1; `groups` and `tid` are common additions). */
export const claimsSchema = z.object({
  sub: z.string().trim().min(1),
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
 * bytes for each, and drops the rest without a word; 1,550 bytes of identity make a cookie of less than 3 kB.
 */
export function fitsSession(agent: Agent): boolean {
  return new TextEncoder().encode(JSON.stringify(agent)).length <= 1_550;
}
