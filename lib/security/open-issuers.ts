/** Entra ID's hosts: all clouds, and the older names that still work. */
const entra =
  /^((login|sts)\.windows\.net|login\.microsoft\.com|login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn))$/;

/** A tenant's id or domain name. `common`, `organizations` and `consumers` are neither. */
const tenant = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9-]+(\.[a-z0-9-]+)+)$/;

/** The tenant of all personal Microsoft accounts. */
const personal = "9188040d-6c67-4c5b-b112-36a304b66dad";

/**
 * Whether anybody can have an account at this issuer: Google's, and Entra ID's for more than one tenant.
 * Being signed in there proves nothing. The app cannot know whether another issuer lets strangers sign up (a
 * GitLab, an Auth0 tenant, a Cognito pool).
 *
 * @throws TypeError if `issuer` is not a URL.
 */
export function isOpenIssuer(issuer: string): boolean {
  // Parsed: capital letters, a port and the like lead to the same provider.
  const { pathname } = new URL(issuer);
  if (isGoogle(issuer)) return true;
  if (!entra.test(hostOf(issuer))) return false;
  const [, first = ""] = pathname.toLowerCase().split("/");
  return first === personal || !tenant.test(first);
}

/** Whether it is Google, whose claim `hd` names the organisation that an account belongs to. */
export function isGoogle(issuer: string): boolean {
  return hostOf(issuer) === "accounts.google.com";
}

function hostOf(issuer: string): string {
  return new URL(issuer).hostname.replace(/\.$/, "");
}
