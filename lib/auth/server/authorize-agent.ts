import { createHash } from "node:crypto";
import { isGoogle, isOpenIssuer } from "@/lib/security/open-issuers";
import type { EntryPolicy } from "@/lib/tenants/tenant";
import type { Claims } from "./claims";

/**
 * Decides whether the agent with these claims may use the app. Without a list nobody may, unless the policy
 * says `everyone`. At an issuer where anybody can have an account, `everyone` lets nobody in.
 */
export function authorizeAgent(claims: Claims, policy: EntryPolicy): boolean {
  const { issuer, everyone, emailDomains, groups, tenants } = policy;
  if (everyone) return !isOpenIssuer(issuer);
  const domain = domainOf(claims, policy);
  return (
    emailDomains.some((allowed) => allowed === domain) ||
    groups.some((allowed) => claims.groups?.includes(allowed)) ||
    tenants.some((allowed) => allowed === claims.tid?.toLowerCase())
  );
}

/**
 * The domain for which the provider vouches. An e-mail address counts only if the provider says that it is verified. A
 * provider where anybody can have an account vouches for no account's name, but Google does for the organisation.
 */
function domainOf(claims: Claims, { issuer, domainClaim }: EntryPolicy): string | null {
  const { email = "", email_verified, upn = "", hd } = claims;
  if (domainClaim === "hd") return isGoogle(issuer) && hd ? hd.toLowerCase() : null;
  if (domainClaim === "upn") return isOpenIssuer(issuer) ? null : emailDomainOf(upn);
  return email_verified === true ? emailDomainOf(email) : null;
}

/** The agent's roles in the app, by their groups. */
export function rolesOf({ groups }: Claims, { roles }: EntryPolicy): string[] {
  const names = Object.keys(roles);
  return names.filter((name) => roles[name]?.some((group) => groups?.includes(group)));
}

/** Whether the agent's roles are still unknown, because the claims have no groups. */
export function lacksGroups({ groups }: Claims, { roles }: EntryPolicy): boolean {
  return groups === undefined && Object.keys(roles).length > 0;
}

/**
 * Whether the agent cannot enter, or would have no roles, only because the provider left out their groups: Entra ID
 * does so for an agent with more than 200.
 */
export function needsOmittedGroups(claims: Claims, policy: EntryPolicy): boolean {
  if (!claims.hasOmittedGroups) return false;
  const isByGroup = policy.groups.length > 0 && !authorizeAgent(claims, policy);
  return isByGroup || lacksGroups(claims, policy);
}

/** null unless it is clearly an address: exactly one `@`, and no letters that only look like a domain's. */
function emailDomainOf(email: string): string | null {
  return email.match(/^[^\s@]+@([A-Za-z0-9.-]+)$/)?.[1]?.toLowerCase() ?? null;
}

/** A fingerprint of an entry policy, 22 characters. It depends on its content, not on the order of its entries. */
export function entryPolicyFingerprint(policy: EntryPolicy): string {
  const sorted = (list: readonly string[]) => [...new Set(list)].sort();
  const { issuer, everyone, emailDomains, groups, tenants, groupsClaim, domainClaim } = policy;
  const roles = Object.entries(policy.roles).map(([name, each]) => [name, sorted(each)] as const);
  const lists = [emailDomains, groups, tenants].map(sorted);
  const content = [
    issuer,
    everyone,
    lists,
    groupsClaim,
    roles.sort(([a], [b]) => (a < b ? -1 : 1)),
    // Left out by default, so that an update of the app does not end all sessions.
    ...(domainClaim === "email" ? [] : [domainClaim]),
  ];
  const hash = createHash("sha256").update(JSON.stringify(content)).digest("base64url");
  return hash.slice(0, 22);
}
