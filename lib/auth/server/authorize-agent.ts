import type { Claims } from "./claims";

/** Who may enter. An agent needs to match one entry of one list. */
export interface EntryPolicy {
  issuer: string;
  emailDomains: readonly string[];
  groups: readonly string[];
  /** Entra ID tenant ids (`tid`). */
  tenants: readonly string[];
}

/**
 * Issuers of Google and Entra ID at which anybody can have an account: being signed in there proves nothing.
 * Whether another one lets strangers sign up (a GitLab, an Auth0 tenant, a Cognito pool) cannot be told.
 */
const openIssuers = [
  /^https:\/\/accounts\.google\.com\/?$/,
  // Every tenant, and the one of all personal accounts.
  /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)\//,
  /^https:\/\/login\.microsoftonline\.com\/9188040d-6c67-4c5b-b112-36a304b66dad\//,
];

/**
 * Decides whether the owner of these claims may use the app. Without any list, everyone whom the identity
 * provider signs in may, but nobody at Google's issuer and Entra ID's multi-tenant ones.
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

export function getEntryPolicy(settings: import("@/lib/env").Settings): EntryPolicy {
  return {
    issuer: settings.AUTH_OIDC_ISSUER,
    emailDomains: settings.AUTH_ALLOWED_EMAIL_DOMAINS,
    groups: settings.AUTH_ALLOWED_GROUPS,
    tenants: settings.AUTH_ALLOWED_TENANTS,
  };
}
export function entryPolicyFingerprint(policy: EntryPolicy): string {
  return Buffer.from(JSON.stringify(policy)).toString("base64url").slice(-22);
}
