import { createHash, randomBytes } from "node:crypto";
import type { Settings } from "@/lib/env";
import { tryAsk } from "./ask";
import {
  checkClient,
  checkDiscovery,
  checkRedirect,
  readDiscovery,
} from "./checks/identity-provider";
import type { Finding } from "./finding";

/** Asks the identity provider what the app would ask it. */
export async function examineIdentityProvider(settings: Settings): Promise<Finding[]> {
  const issuer = settings.AUTH_OIDC_ISSUER.replace(/\/$/, "");
  const answer = await tryAsk(`${issuer}/.well-known/openid-configuration`);
  const { discovery, findings } = readDiscovery(answer);
  if (!discovery) return findings;

  const redirectUri = `${settings.AUTH_URL}/api/auth/callback/oidc`;
  const verifier = randomBytes(32).toString("base64url");
  findings.push(...checkDiscovery(discovery, settings));
  if (discovery.authorization_endpoint) {
    const url = new URL(discovery.authorization_endpoint);
    const query = {
      client_id: settings.AUTH_OIDC_ID,
      response_type: "code",
      scope: settings.AUTH_OIDC_SCOPE,
      redirect_uri: redirectUri,
      prompt: "none",
      state: randomBytes(16).toString("base64url"),
      nonce: randomBytes(16).toString("base64url"),
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    findings.push(...checkRedirect(await tryAsk(url.href), redirectUri));
  }
  if (discovery.token_endpoint) {
    const client = [settings.AUTH_OIDC_ID, settings.AUTH_OIDC_SECRET]
      .map(encodeURIComponent)
      .join(":");
    const answered = await tryAsk(discovery.token_endpoint, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(client).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code: randomBytes(16).toString("base64url"),
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }).toString(),
    });
    findings.push(...checkClient(answered));
  }
  return findings;
}
