import { z } from "zod";
import type { Agent } from "../agent";

// Administrators decide what a provider sends. A malformed or empty claim counts as absent.
const text = z.string().trim().min(1).optional().catch(undefined);
const strings = z
  .array(z.unknown())
  .transform((values) => values.map(nameOf).filter((value) => value.trim() !== ""));
// Some providers send a single group as a string, and a boolean as "true".
const groups = z.union([strings, z.string().transform((group) => [group])]);
const flag = z.union([z.boolean(), z.literal("true").transform(() => true)]);

/**
 * The claims that the app reads: those of OpenID Connect Core 5.1, and common additions. AD FS sends the account's
 * name as `upn` and `unique_name`, Google the domain of the account's organisation as `hd`.
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
  hd: text,
  email: text,
  email_verified: flag.optional().catch(undefined),
  groups: groups.optional().catch(undefined),
  /** The provider has groups for the agent, but too many for the token. */
  hasOmittedGroups: z.literal(true).optional(),
  tid: text,
});

export type Claims = z.infer<typeof claimsSchema>;

/** Unchecked claims about one agent: from the ID token, the userinfo endpoint, or both. */
export interface ClaimSources {
  idToken?: unknown;
  userinfo?: unknown;
}

/**
 * Reads the agent's claims; null without a subject. Userinfo adds claims, but replaces none of the ID token.
 * `groupsClaim` is a claim's name, such as `groups` or `https://example.com/roles`, or a path with dots, such as
 * `realm_access.roles`.
 */
export function readClaims(
  { idToken, userinfo }: ClaimSources,
  groupsClaim: string,
): Claims | null {
  const [first, second] = [idToken, userinfo].flatMap((source) => {
    const found = findClaim(source, groupsClaim);
    // OpenID Connect Core 5.6.2. Entra ID does this with more than 200 groups.
    const isElsewhere = findClaim(Object(source)._claim_names, groupsClaim) !== undefined;
    const hasOmittedGroups = found === undefined && isElsewhere ? true : undefined;
    const read = claimsSchema.safeParse({ ...Object(source), groups: found, hasOmittedGroups });
    return read.success ? [read.data] : [];
  });
  return first && second ? complete(first, second) : (first ?? null);
}

/** The text of a claim by its name or path, from the ID token or else from userinfo. */
export function readText({ idToken, userinfo }: ClaimSources, path: string): string | undefined {
  return text.parse(findClaim(idToken, path)) ?? text.parse(findClaim(userinfo, path));
}

/** A group, or its name if it is an object. Empty if it is neither. */
function nameOf(group: unknown): string {
  const name = typeof group === "object" && group && "name" in group ? group.name : group;
  return typeof name === "string" ? name : "";
}

/** A claim by its name or path. A name may have dots itself: the longest one counts. */
function findClaim(source: unknown, path: string): unknown {
  if (typeof source !== "object" || source === null) return undefined;
  if (Object.hasOwn(source, path)) return (source as Record<string, unknown>)[path];
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const name = path.slice(0, dot);
    if (!Object.hasOwn(source, name)) continue;
    const found = findClaim((source as Record<string, unknown>)[name], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function complete(claims: Claims, more: Claims): Claims {
  const present = Object.entries(claims).filter(([, value]) => value !== undefined);
  const { email, email_verified } = claims;
  // `email_verified` applies only to the address in the same source.
  const isSame = email_verified === undefined && email === more.email;
  const address = email === undefined || isSame ? more : claims;
  const hasGroups = (claims.groups ?? more.groups) !== undefined;
  return {
    ...more,
    ...Object.fromEntries(present),
    hasOmittedGroups: hasGroups ? undefined : (claims.hasOmittedGroups ?? more.hasOmittedGroups),
    email: address.email,
    email_verified: address.email_verified,
  };
}

/** Claims about the token itself (RFC 7519, section 4.1; OpenID Connect Core 2, 3.1.3.6; OpenID Connect sessions). */
const ofTheToken =
  /^(iss|aud|exp|iat|nbf|jti|azp|nonce|at_hash|c_hash|s_hash|auth_time|acr|amr|sid)$/;

/** The names of the agent's claims, for the log. Never their values. */
export function claimNames({ idToken, userinfo }: ClaimSources): string {
  const names = [idToken, userinfo].flatMap((source) => Object.keys(Object(source)));
  return [...new Set(names)].filter((name) => !ofTheToken.test(name)).join(" ");
}

/** The agent, with the best name that the claims contain. */
export function agentFromClaims(claims: Claims, roles: string[]): Agent {
  const { sub, preferred_username, nickname, upn, unique_name, email } = claims;
  const name = fullName(claims) ?? preferred_username ?? nickname ?? upn ?? unique_name ?? email;
  return { id: sub, name: name ?? sub, email: email ?? null, roles };
}

/** Whether the claims contain a person's name. If not, the app shows an account's name, an address or the subject. */
export function isNamed(claims: Claims): boolean {
  return fullName(claims) !== undefined;
}

function fullName({ name, given_name, family_name }: Claims): string | undefined {
  return name ?? ([given_name, family_name].filter(Boolean).join(" ") || undefined);
}

/**
 * Whether the agent fits into the session cookie. The browser keeps 10 KiB of cookies for the frame and 4,096
 * bytes of each cookie, and silently drops the rest. 1,490 bytes of identity make a cookie of less than 3 kB.
 */
export function fitsSession(agent: Agent): boolean {
  return new TextEncoder().encode(JSON.stringify(agent)).length <= 1_490;
}
