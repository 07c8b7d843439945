import { encode } from "next-auth/jwt";
import { entryPolicyFingerprint } from "../../lib/auth/server/authorize-agent";
import { testTenant } from "../mocks/tenant";

export const sessionCookieName = "__Host-authjs.session-token";
const ana = { id: "ana", name: "Ana", email: null, roles: [] };

/** A session's cookie as a server with these settings makes it: to have it exactly as old as a test needs. */
export async function sessionCookie(
  source: Record<string, string>,
  content: Record<string, unknown> = {},
): Promise<string> {
  const tenant = testTenant(source);
  const token = {
    content: {
      id: crypto.randomUUID(),
      tenant: tenant.id,
      agent: ana,
      desk: null,
      since: Math.floor(Date.now() / 1000),
      policy: entryPolicyFingerprint(tenant.entryPolicy),
      ...content,
    },
  };
  const secret = tenant.secrets;
  return `${sessionCookieName}=${await encode({ token, secret, salt: sessionCookieName, maxAge: 600 })}`;
}
