import { encode } from "next-auth/jwt";
import { entryPolicyFingerprint, getEntryPolicy } from "../../lib/auth/server/authorize-agent";
import { parseSettings } from "../../lib/env";

export const sessionCookieName = "__Host-authjs.session-token";
const ana = { id: "ana", name: "Ana", email: null };

/** A session's cookie as a server with these settings makes it: to have it exactly as old as a test needs. */
export async function sessionCookie(
  source: Record<string, string>,
  content: Record<string, unknown> = {},
): Promise<string> {
  const settings = parseSettings(source);
  const token = {
    content: {
      id: crypto.randomUUID(),
      agent: ana,
      desk: null,
      since: Math.floor(Date.now() / 1000),
      policy: entryPolicyFingerprint(getEntryPolicy(settings)),
      ...content,
    },
  };
  const secret = settings.AUTH_SECRET;
  return `${sessionCookieName}=${await encode({ token, secret, salt: sessionCookieName, maxAge: 600 })}`;
}
