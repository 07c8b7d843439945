import { hkdfSync } from "node:crypto";
import type { TenantSettings } from "@/lib/env";
import type { ClientKey } from "@/lib/security/client-keys";

/** One organisation that uses the app: its own address, instances, identity provider and rules. */
export interface Tenant {
  /** Its name in settings and logs. See `singleTenant`. */
  id: string;
  /** The app's own origin for this organisation, such as `https://app.example.com`. */
  origin: string;
  /** Origins of the Connect instances that may frame the app. */
  instances: readonly string[];
  identityProvider: {
    issuer: string;
    clientId: string;
    /** Empty for `private_key_jwt`. */
    clientSecret: string;
    clientAuthentication: TenantSettings["AUTH_OIDC_CLIENT_AUTH"];
    /** For `private_key_jwt`. The first one signs. */
    clientKeys: readonly ClientKey[];
    /** Seconds by which its clock may differ. */
    clockTolerance: number;
    scope: string;
    claims: "id_token" | "userinfo";
    /** How the app gets access tokens of other APIs. Without it, the app keeps none at all. */
    accessTokens?: TenantSettings["AUTH_ACCESS_TOKENS"];
    /** Origins that a silent sign-in visits, the issuer's first. */
    frameOrigins: readonly string[];
  };
  entryPolicy: EntryPolicy;
  /** Only to check who sits at the desk: the Connect instances, and the claim with the agent's user name there. */
  connectUsers: { instanceArns: readonly string[]; usernameClaim?: string };
  /** Whether the app first tries to sign in without a click. */
  silentSignIn: boolean;
  session: { idleMinutes: number; maxMinutes: number };
  /** Encrypt what the app seals for this organisation. The first encrypts; the others only decrypt. */
  secrets: string[];
  // #region example
  /** Without a token, the app calls it with the agent's. */
  customerApi: { url: string; token?: string };
  // #endregion example
}

/** Who may enter, and as what: everyone whom the issuer signs in, or agents who match one entry of one list. */
export interface EntryPolicy {
  issuer: string;
  everyone: boolean;
  /** In lower case. */
  emailDomains: readonly string[];
  /** The claim whose domain they name. `email` counts only if it is verified. */
  domainClaim: TenantSettings["AUTH_EMAIL_DOMAIN_CLAIM"];
  groups: readonly string[];
  /** Entra ID tenant ids (`tid`), in lower case. */
  tenants: readonly string[];
  /** Where the claims have the agent's groups: a claim's name, or a path with dots. */
  groupsClaim: string;
  /** The app's roles, each with the groups that have it. */
  roles: Readonly<Record<string, readonly string[]>>;
}

/** The id of a single company's tenant. */
export const singleTenant = "default";

/** Creates a tenant from its settings. `secrets` are the deployment's, from which it gets its own. */
export function createTenant(
  id: string,
  settings: TenantSettings,
  secrets: readonly string[],
): Tenant {
  const issuer = settings.AUTH_OIDC_ISSUER;
  const origin = settings.AUTH_URL;
  return {
    id,
    origin,
    instances: settings.CONNECT_INSTANCE_ORIGINS,
    identityProvider: {
      issuer,
      clientId: settings.AUTH_OIDC_ID,
      clientSecret: settings.AUTH_OIDC_SECRET,
      clientKeys: settings.AUTH_OIDC_KEY_FILE,
      clientAuthentication: settings.AUTH_OIDC_CLIENT_AUTH,
      clockTolerance: settings.AUTH_OIDC_CLOCK_TOLERANCE_SECONDS,
      scope: settings.AUTH_OIDC_SCOPE,
      claims: settings.AUTH_OIDC_CLAIMS,
      accessTokens: settings.AUTH_ACCESS_TOKENS,
      frameOrigins: [new URL(issuer).origin, ...settings.AUTH_FRAME_ORIGINS],
    },
    entryPolicy: {
      issuer,
      everyone: settings.AUTH_ALLOWED_EVERYONE,
      emailDomains: settings.AUTH_ALLOWED_EMAIL_DOMAINS,
      domainClaim: settings.AUTH_EMAIL_DOMAIN_CLAIM,
      groups: settings.AUTH_ALLOWED_GROUPS,
      tenants: settings.AUTH_ALLOWED_TENANTS,
      groupsClaim: settings.AUTH_GROUPS_CLAIM,
      roles: settings.AUTH_ROLES,
    },
    connectUsers: {
      instanceArns: settings.CONNECT_INSTANCE_ARNS,
      usernameClaim: settings.CONNECT_USERNAME_CLAIM,
    },
    silentSignIn: settings.AUTH_SILENT_SIGN_IN,
    session: {
      idleMinutes: settings.AUTH_SESSION_IDLE_MINUTES,
      maxMinutes: settings.AUTH_SESSION_MAX_MINUTES,
    },
    secrets: secrets.map((secret) => deriveSecret(secret, [id, origin])),
    // #region example
    customerApi: { url: settings.CUSTOMER_API_URL, token: settings.CUSTOMER_API_TOKEN },
    // #endregion example
  };
}

/** Names the tenant in a line of the log. A single company's lines have no name. */
export function logTenant({ id }: Tenant): { tenant?: string } {
  return id === singleTenant ? {} : { tenant: id };
}

/** HKDF-SHA-256 (RFC 5869), so that what is sealed for one tenant opens nothing at another. */
function deriveSecret(secret: string, tenant: string[]): string {
  const key = hkdfSync("sha256", secret, "", `tenant:${JSON.stringify(tenant)}`, 32);
  return Buffer.from(key).toString("base64url");
}
