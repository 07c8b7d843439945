import { createHash } from "node:crypto";
import { isOpenIssuer } from "@/lib/security/open-issuers";
import type { EntryPolicy } from "@/lib/tenants/tenant";
import type { Claims } from "./claims";

/**
 * Decides whether the agent with these claims may use the app. Without a list nobody may, unless the policy
 * says `everyone`. At an issuer where anybody can have an account, `everyone` lets nobody in.
 *
 * An e-mail address counts only if the provider says that it is verified.
 */
export function authorizeAgent(claims: Claims, policy: EntryPolicy): boolean {
  const { issuer, everyone, emailDomains, groups, tenants } = policy;
  if (everyone) return !isOpenIssuer(issuer);
  const domain = claims.email_verified === true ? emailDomainOf(claims.email ?? "") : null;
  return (
    emailDomains.some((allowed) => allowed === domain) ||
    groups.some((allowed) => claims.groups?.includes(allowed)) ||
    tenants.some((allowed) => allowed === claims.tid?.toLowerCase())
  );
}

/** null unless it is clearly an address: exactly one `@`, and no letters that only look like a domain's. */
function emailDomainOf(email: string): string | null {
  return email.match(/^[^\s@]+@([A-Za-z0-9.-]+)$/)?.[1]?.toLowerCase() ?? null;
}

/** A fingerprint of an entry policy, 22 characters. It depends on the issuer and the entries, not on their order. */
export function entryPolicyFingerprint(policy: EntryPolicy): string {
  const sorted = (list: readonly string[]) => [...new Set(list)].sort();
  const { issuer, everyone, emailDomains, groups, tenants } = policy;
  const content = [issuer, everyone, sorted(emailDomains), sorted(groups), sorted(tenants)];
  const hash = createHash("sha256").update(JSON.stringify(content)).digest("base64url");
  return hash.slice(0, 22);
}
