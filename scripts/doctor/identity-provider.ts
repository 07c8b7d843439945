import { createHash, randomBytes } from "node:crypto";
import { authenticateClient } from "@/lib/auth/server/authenticate-client";
import type { Settings } from "@/lib/env";
import { createTenant, singleTenant } from "@/lib/tenants/tenant";
import { browse, redirectOf } from "./browse";
import {
  checkAuthorization,
  checkClient,
  checkClock,
  checkDiscovery,
  isSafe,
  readDiscovery,
} from "./checks/identity-provider";
import { type Finding, isError } from "./finding";
import { type HttpResponse, trySendRequest } from "./request";

/** Checks the identity provider with the same requests that the app sends. */
export async function examineIdentityProvider(settings: Settings): Promise<Finding[]> {
  const issuer = settings.AUTH_OIDC_ISSUER.replace(/\/$/, "");
  const response = await trySendRequest(`${issuer}/.well-known/openid-configuration`);
  const { discovery, findings } = readDiscovery(response);
  if (!discovery) return Promise.all(findings.map((each) => nameIssuer(each, response)));

  const redirectUri = `${settings.AUTH_URL}/api/auth/callback/oidc`;
  const verifier = randomBytes(32).toString("base64url");
  findings.push(...checkDiscovery(discovery, settings), ...checkClock(response, settings));
  const mayTry = !discovery.require_pushed_authorization_requests;
  if (mayTry && discovery.authorization_endpoint && isSafe(discovery.authorization_endpoint)) {
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
    const silentResponse = await browse(url.href, redirectUri).catch((error: Error) => error);
    url.searchParams.delete("prompt");
    const isOnlySilent = silentResponse instanceof Error && (await responds(url.href, redirectUri));
    findings.push(
      ...(isOnlySilent
        ? [{ code: "silent-unanswered", what: silentResponse.message } as const]
        : checkAuthorization(silentResponse, redirectUri)),
    );
  }
  // Only to a safe address: the client's secret is sent there.
  if (discovery.token_endpoint && isSafe(discovery.token_endpoint)) {
    const form = {
      grant_type: "authorization_code",
      code: randomBytes(16).toString("base64url"),
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    findings.push(...(await examineClient(discovery.token_endpoint, form, settings)));
  }
  return findings;
}

/** If the discovery address redirects, adds the issuer at the target to the finding. */
async function nameIssuer(finding: Finding, response: HttpResponse | Error): Promise<Finding> {
  const target = response instanceof Error ? null : redirectOf(response);
  if (finding.code !== "issuer-redirects" || !target) return finding;
  const { discovery } = readDiscovery(await trySendRequest(target.href));
  if (!discovery) return finding;
  return { ...finding, what: `${finding.what}, whose document says ${discovery.issuer}` };
}

async function responds(url: string, redirectUri: string): Promise<boolean> {
  return browse(url, redirectUri).then(
    () => true,
    () => false,
  );
}

/** Requests tokens like the app. If the provider refuses, also tries the other way to send the client's secret. */
async function examineClient(
  endpoint: string,
  form: Record<string, string>,
  settings: Settings,
): Promise<Finding[]> {
  const requestWith = async (method: Settings["AUTH_OIDC_CLIENT_AUTH"]) => {
    const headers = new Headers({ "content-type": "application/x-www-form-urlencoded" });
    const body = new URLSearchParams(form);
    const client = { client_id: settings.AUTH_OIDC_ID };
    const changed = { ...settings, AUTH_OIDC_CLIENT_AUTH: method };
    const authenticate = await authenticateClient(createTenant(singleTenant, changed, []));
    authenticate({ issuer: settings.AUTH_OIDC_ISSUER }, client, body, headers);
    const sent = { method: "POST", headers: Object.fromEntries(headers), body: body.toString() };
    return checkClient(await trySendRequest(endpoint, sent));
  };
  const method = settings.AUTH_OIDC_CLIENT_AUTH;
  const findings = await requestWith(method);
  if (!findings.some(({ code }) => /^(client-refused|token-endpoint-wrong)$/.test(code))) {
    return findings;
  }
  // There is no secret to try.
  if (method === "private_key_jwt") return findings;
  const other = method === "client_secret_basic" ? "client_secret_post" : "client_secret_basic";
  if ((await requestWith(other)).some(isError)) return findings;
  const what = `${findings[0]?.what}, and accepts the client with ${other}`;
  return [{ code: "client-auth-wrong", what }];
}
