import * as client from "openid-client";
import { type TestAgent, testAgents } from "../../agents";
import type { WorkspaceConfig } from "../../workspace-config";
import { storageOf } from "../storage";
import { readSession, removeSession, saveSession } from "./session";
import { SignInProblem } from "./sign-in-problem";

export { SignInProblem };

type IdentityProvider = NonNullable<WorkspaceConfig["identityProvider"]>;

const attemptKey = "workspace.sign-in-attempt";

/** Kept for the way to the identity provider and back. `search` is the query the page was opened with. */
interface Attempt {
  state: string;
  verifier: string;
  search: string;
}

function readAttempt(): Attempt | null {
  const stored = storageOf("sessionStorage")?.getItem(attemptKey);
  return stored ? (JSON.parse(stored) as Attempt) : null;
}

async function discover({ issuer, clientId }: IdentityProvider): Promise<client.Configuration> {
  const server = new URL(issuer);
  const execute = server.protocol === "http:" ? [client.allowInsecureRequests] : [];
  try {
    return await client.discovery(server, clientId, undefined, client.None(), { execute });
  } catch (cause) {
    throw new SignInProblem(
      "unreachable",
      `The identity provider at ${issuer} does not answer as it should. Is it running?`,
      { cause },
    );
  }
}

/** Without an identity provider: the page is opened anew, with this agent signed in to it. */
export function signInAs({ username }: TestAgent): void {
  saveSession({ username, idToken: "" });
  location.reload();
}

/** Leaves the page for the identity provider. Rejects when that cannot be reached. */
export async function beginSignIn(idp: IdentityProvider, prompt?: "login"): Promise<void> {
  const configuration = await discover(idp);
  const attempt: Attempt = {
    state: client.randomState(),
    verifier: client.randomPKCECodeVerifier(),
    search: location.search,
  };
  storageOf("sessionStorage")?.setItem(attemptKey, JSON.stringify(attempt));
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${location.origin}/`,
    scope: "openid profile email",
    state: attempt.state,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: "S256",
    ...(prompt && { prompt }),
  });
  location.assign(url);
}

/** Whether the page was opened by the identity provider's redirect. */
export function isSignInAnswer(address: string): boolean {
  const { searchParams } = new URL(address);
  return searchParams.has("state") && (searchParams.has("code") || searchParams.has("error"));
}

/** Redeems the identity provider's answer, keeps the agent for this tab and cleans the address. */
export async function completeSignIn(idp: IdentityProvider, address: string): Promise<void> {
  const attempt = readAttempt();
  storageOf("sessionStorage")?.removeItem(attemptKey);
  history.replaceState(null, "", `/${attempt?.search ?? ""}`);
  if (!attempt) throw new SignInProblem("interrupted", "This sign-in was not started in this tab.");

  const configuration = await discover(idp);
  const tokens = await client.authorizationCodeGrant(configuration, new URL(address), {
    pkceCodeVerifier: attempt.verifier,
    expectedState: attempt.state,
    idTokenExpected: true,
  });
  const subject = tokens.claims()?.sub ?? client.skipSubjectCheck;
  const claims = await client.fetchUserInfo(configuration, tokens.access_token, subject);
  const username = claims.preferred_username ?? claims.sub;
  if (!testAgents.some((agent) => agent.username === username)) {
    throw new SignInProblem(
      "unknown-agent",
      `“${username}” is signed in at the identity provider, but is not an agent of this workspace.`,
    );
  }
  saveSession({ username, idToken: tokens.id_token ?? "" });
}

/** Ends this tab's session, then leaves the page for the identity provider to end its own. */
export async function signOut(idp: IdentityProvider | null): Promise<void> {
  const session = readSession();
  removeSession();
  if (!idp) {
    location.reload();
    return;
  }
  const home = `${location.origin}/`;
  try {
    const configuration = await discover(idp);
    const url = client.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: home,
      ...(session?.idToken && { id_token_hint: session.idToken }),
    });
    location.assign(url);
  } catch (error) {
    console.warn("The identity provider's own session could not be ended.", error);
    location.assign(home);
  }
}
