import { createHash, randomBytes } from "node:crypto";
import { ClientSecretBasic } from "openid-client";
import type { Settings } from "@/lib/env";
import { tryAsk } from "./ask";
import { browse } from "./browse";
import {
  checkAuthorization,
  checkClient,
  checkDiscovery,
  isSafe,
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
  if (discovery.authorization_endpoint && isSafe(discovery.authorization_endpoint)) {
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
    const answered = await browse(url.href, redirectUri).catch((fault: Error) => fault);
    findings.push(...checkAuthorization(answered, redirectUri));
  }
  // The client's secret is sent there.
  if (discovery.token_endpoint && isSafe(discovery.token_endpoint)) {
    const headers = new Headers({ "content-type": "application/x-www-form-urlencoded" });
    const body = new URLSearchParams({
      grant_type: "authorization_code",
      code: randomBytes(16).toString("base64url"),
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    // As the app does, which encodes some letters that others leave.
    const authenticate = ClientSecretBasic(settings.AUTH_OIDC_SECRET);
    authenticate({ issuer }, { client_id: settings.AUTH_OIDC_ID }, body, headers);
    const answered = await tryAsk(discovery.token_endpoint, {
      method: "POST",
      headers: Object.fromEntries(headers),
      body: body.toString(),
    });
    findings.push(...checkClient(answered));
  }
  return findings;
}
