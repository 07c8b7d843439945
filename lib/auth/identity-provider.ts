import "server-only";
import { z } from "zod";
import { getSettings } from "@/lib/env";

const discoverySchema = z.object({ end_session_endpoint: z.url().optional() });

/**
 * Where the agent ends the session at the identity provider (OpenID Connect RP-Initiated Logout 1.0), and
 * comes back to `returnPath`. null when the provider offers no such thing, or cannot be reached.
 */
export async function endSessionUrl(returnPath: string): Promise<URL | null> {
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_ID, AUTH_URL } = getSettings();
  const issuer = AUTH_OIDC_ISSUER.replace(/\/$/, "");
  try {
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5_000),
    });
    const { end_session_endpoint } = discoverySchema.parse(await answer.json());
    if (!end_session_endpoint) return null;
    const url = new URL(end_session_endpoint);
    // No `id_token_hint`: the app keeps no tokens. A provider may ask the agent to confirm.
    url.searchParams.set("client_id", AUTH_OIDC_ID);
    url.searchParams.set("post_logout_redirect_uri", `${AUTH_URL}${returnPath}`);
    // Cognito's own name for the same.
    url.searchParams.set("logout_uri", `${AUTH_URL}${returnPath}`);
    return url;
  } catch {
    return null;
  }
}
