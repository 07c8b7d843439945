import { z } from "zod";
import type { Agent } from "../agent";

// Providers send what their administrators map. Malformed or empty claims count as absent.
const text = z.string().trim().min(1).optional().catch(undefined);
const strings = z
  .array(z.unknown())
  .transform((values) => values.filter((value) => typeof value === "string" && value.trim() !== ""))
  .pipe(z.array(z.string()));
// Some providers write a single group as text, and a boolean as "true".
const groups = z.union([strings, z.string().transform((group) => [group])]);
const flag = z.union([z.boolean(), z.literal("true").transform(() => true)]);

/**
 * The claims that the app looks at: OpenID Connect Core 5.1, and common additions. `upn` and `unique_name` are
 * AD FS's names for the account.
 */
export const claimsSchema = z.object({
  sub: z.string().trim().min(1),
  name: text,
  given_name: text,
  family_name: text,
  nickname: text,
  preferred_username: text,
  upn: text,
  unique_name: text,
  email: text,
  email_verified: flag.optional().catch(undefined),
  groups: groups.optional().catch(undefined),
  tid: text,
});

export type Claims = z.infer<typeof claimsSchema>;

/** What an identity provider has said of one agent, unchecked: in the ID token, at its userinfo endpoint, or both. */
export interface ClaimSources {
  idToken?: unknown;
  userinfo?: unknown;
}

/** Reads the agent's claims, or null without a subject. Userinfo completes the ID token, and replaces nothing of it. */
export function readClaims({ idToken, userinfo }: ClaimSources): Claims | null {
  const [first, second] = [idToken, userinfo].flatMap((source) => {
    const read = claimsSchema.safeParse(source);
    return read.success ? [read.data] : [];
  });
  return first && second ? complete(first, second) : (first ?? null);
}

function complete(claims: Claims, more: Claims): Claims {
  const present = Object.entries(claims).filter(([, value]) => value !== undefined);
  const { email, email_verified } = claims;
  // `email_verified` is about the address beside it, and about no other.
  const isSame = email_verified === undefined && email === more.email;
  const address = email === undefined || isSame ? more : claims;
  return {
    ...more,
    ...Object.fromEntries(present),
    email: address.email,
    email_verified: address.email_verified,
  };
}

/** Claims of the token itself (RFC 7519, section 4.1; OpenID Connect Core 2, 3.1.3.6; OpenID Connect sessions). */
const ofTheToken =
  /^(iss|aud|exp|iat|nbf|jti|azp|nonce|at_hash|c_hash|s_hash|auth_time|acr|amr|sid)$/;

/** Names the claims that the provider has sent about the agent, for the log: names, never values. */
export function claimNames({ idToken, userinfo }: ClaimSources): string {
  const names = [idToken, userinfo].flatMap((source) => Object.keys(Object(source)));
  return [...new Set(names)].filter((name) => !ofTheToken.test(name)).join(" ");
}

export function agentFromClaims(claims: Claims): Agent {
  const { sub, preferred_username, nickname, upn, unique_name, email } = claims;
  const name = fullName(claims) ?? preferred_username ?? nickname ?? upn ?? unique_name ?? email;
  return { id: sub, name: name ?? sub, email: email ?? null };
}

/** Whether the claims name a person. An account's name, an address or a subject is shown where they do not. */
export function isNamed(claims: Claims): boolean {
  return fullName(claims) !== undefined;
}

function fullName({ name, given_name, family_name }: Claims): string | undefined {
  return name ?? ([given_name, family_name].filter(Boolean).join(" ") || undefined);
}

/**
 * Whether the agent fits the session cookie. The browser keeps 10 KiB of cookies for the frame and 4,096
 * bytes for each, and drops the rest without a word; 1,550 bytes of identity make a cookie of less than 3 kB.
 */
export function fitsSession(agent: Agent): boolean {
  return new TextEncoder().encode(JSON.stringify(agent)).length <= 1_550;
}
