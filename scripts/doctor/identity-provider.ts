import { createHash, randomBytes } from "node:crypto";
import { ClientSecretBasic, ClientSecretPost } from "openid-client";
import type { Settings } from "@/lib/env";
import { type Answer, tryAsk } from "./ask";
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

/** Asks the identity provider what the app would ask it. */
export async function examineIdentityProvider(settings: Settings): Promise<Finding[]> {
  const issuer = settings.AUTH_OIDC_ISSUER.replace(/\/$/, "");
  const answer = await tryAsk(`${issuer}/.well-known/openid-configuration`);
  const { discovery, findings } = readDiscovery(answer);
  if (!discovery) return Promise.all(findings.map((each) => nameIssuer(each, answer)));

  const redirectUri = `${settings.AUTH_URL}/api/auth/callback/oidc`;
  const verifier = randomBytes(32).toString("base64url");
  findings.push(...checkDiscovery(discovery, settings), ...checkClock(answer, settings));
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
    const answered = await browse(url.href, redirectUri).catch((error: Error) => error);
    url.searchParams.delete("prompt");
    const isSilentAlone = answered instanceof Error && (await isAnswered(url.href, redirectUri));
    findings.push(
      ...(isSilentAlone
        ? [{ code: "silent-unanswered", what: answered.message } as const]
        : checkAuthorization(answered, redirectUri)),
    );
  }
  // The client's secret is sent there.
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

/** Adds to a discovery address that redirects which issuer is there. */
async function nameIssuer(finding: Finding, answer: Answer | Error): Promise<Finding> {
  const target = answer instanceof Error ? null : redirectOf(answer);
  if (finding.code !== "issuer-redirects" || !target) return finding;
  const { discovery } = readDiscovery(await tryAsk(target.href));
  if (!discovery) return finding;
  return { ...finding, what: `${finding.what}, whose document says ${discovery.issuer}` };
}

async function isAnswered(url: string, redirectUri: string): Promise<boolean> {
  return browse(url, redirectUri).then(
    () => true,
    () => false,
  );
}

// As the app does, which encodes some letters that others leave.
const authentications = {
  client_secret_basic: ClientSecretBasic,
  client_secret_post: ClientSecretPost,
};

/** Asks for tokens as the app does; if that is not how the provider wants the client's secret, in the other way too. */
async function examineClient(
  endpoint: string,
  form: Record<string, string>,
  settings: Settings,
): Promise<Finding[]> {
  const askAs = async (method: keyof typeof authentications) => {
    const headers = new Headers({ "content-type": "application/x-www-form-urlencoded" });
    const body = new URLSearchParams(form);
    const client = { client_id: settings.AUTH_OIDC_ID };
    const authenticate = authentications[method](settings.AUTH_OIDC_SECRET);
    authenticate({ issuer: settings.AUTH_OIDC_ISSUER }, client, body, headers);
    const sent = { method: "POST", headers: Object.fromEntries(headers), body: body.toString() };
    return checkClient(await tryAsk(endpoint, sent));
  };
  const method = settings.AUTH_OIDC_CLIENT_AUTH;
  const findings = await askAs(method);
  if (!findings.some(({ code }) => /^(client-refused|token-endpoint-wrong)$/.test(code))) {
    return findings;
  }
  const other = method === "client_secret_basic" ? "client_secret_post" : "client_secret_basic";
  if ((await askAs(other)).some(isError)) return findings;
  const what = `${findings[0]?.what}, and takes the client with ${other}`;
  return [{ code: "client-auth-wrong", what }];
}
