import type { APIRequestContext, Page } from "@playwright/test";
import * as client from "openid-client";
import { sessionKey, type Session } from "../ui/agent/session";
import type { WorkspaceConfig } from "../workspace-config";

type IdentityProvider = NonNullable<WorkspaceConfig["identityProvider"]>;

/**
 * Signs an agent in to the workspace and its identity provider with the requests that their pages send. Loading those
 * pages takes longer than many a test.
 */
export async function signInWithoutPages(
  page: Page,
  workspaceUrl: string,
  username: string,
): Promise<void> {
  // A page of the workspace's origin, which has the tab's storage.
  await page.goto(`${workspaceUrl}/config.json`);
  const { identityProvider }: WorkspaceConfig = await page.evaluate(async () =>
    (await fetch("/config.json")).json(),
  );
  const session: Session = {
    username,
    idToken: identityProvider
      ? await signInAt(identityProvider, `${workspaceUrl}/`, username, page.request)
      : "",
  };
  await page.evaluate(([key, value]) => sessionStorage.setItem(key, value), [
    sessionKey,
    JSON.stringify(session),
  ] as const);
}

/** Signs in with the browser's cookies. Returns the ID token. */
async function signInAt(
  { issuer, clientId }: IdentityProvider,
  redirectUri: string,
  username: string,
  browser: APIRequestContext,
): Promise<string> {
  const provider = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
    execute: [client.allowInsecureRequests],
  });
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: "openid profile email",
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  const answer = await followToClient(url.href, redirectUri, { agent: username }, browser);
  const tokens = await client.authorizationCodeGrant(provider, answer, { pkceCodeVerifier });
  return tokens.id_token ?? "";
}

/** Follows the redirects up to the client's, which no test's request can reach. Submits `form` on a page. */
async function followToClient(
  start: string,
  redirectUri: string,
  form: Record<string, string>,
  browser: APIRequestContext,
): Promise<URL> {
  let response = await browser.get(start, { maxRedirects: 0 });
  for (let step = 0; step < 10; step += 1) {
    const location = response.headers().location;
    if (location?.startsWith(redirectUri)) return new URL(location);
    response = location
      ? await browser.get(new URL(location, response.url()).href, { maxRedirects: 0 })
      : await browser.post(response.url(), { form, maxRedirects: 0 });
  }
  throw new Error(`The identity provider did not sign the agent in: ${response.status()}`);
}
