import type { Claims } from "./agent";

/** Who may enter. An agent needs to match one entry of one list. */
export interface EntryPolicy {
  issuer: string;
  emailDomains: readonly string[];
  groups: readonly string[];
  /** Entra ID tenant ids (`tid`). */
  tenants: readonly string[];
}

/** Issuers at which anybody can have an account: being signed in there proves nothing. */
const openIssuers = [
  /^https:\/\/accounts\.google\.com\/?$/,
  // Every tenant, and the one of all personal accounts.
  /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)\//,
  /^https:\/\/login\.microsoftonline\.com\/9188040d-6c67-4c5b-b112-36a304b66dad\//,
];

/**
 * Decides whether the owner of these claims may use the app. Without any list, everyone whom your own
 * identity provider signs in may; at an issuer that is open to all, nobody.
 *
 * An e-mail address counts only when the provider says that it has verified it.
 */
export function authorizeAgent(claims: Claims, policy: EntryPolicy): boolean {
  const { issuer, emailDomains, groups, tenants } = policy;
  if (emailDomains.length + groups.length + tenants.length === 0) {
    return !openIssuers.some((open) => open.test(issuer));
  }
  const domain = claims.email_verified === true ? claims.email?.split("@").at(-1) : undefined;
  return (
    emailDomains.some((allowed) => allowed.toLowerCase() === domain?.toLowerCase()) ||
    groups.some((allowed) => claims.groups?.includes(allowed)) ||
    tenants.some((allowed) => allowed === claims.tid)
  );
}
