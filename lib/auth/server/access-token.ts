import "server-only";
import { requireTenant } from "@/lib/tenants/find-tenant";
import { AccessTokenEnded, SignInRequired } from "./agent-errors";
import type { ApiTarget } from "./identity-provider";
import { findSharedStore } from "./open-session-store";
import { auth } from "./session";

/**
 * Returns an access token with which the server calls an API as the signed-in agent: without `target` the one of the
 * sign-in, else one for another API of the same identity provider. Call it for each request: it keeps tokens in the
 * session store until shortly before they expire, and only one server at a time gets a new one. Never send the token
 * to the browser, and never log it. It needs the settings AUTH_ACCESS_TOKENS and SESSION_STORE_URL.
 *
 * @throws SignInRequired, AccessTokenEnded, AccessTokenUnavailable, SessionStoreDown: `withAgent` handles all of them
 *
 * @example
 * const token = await getAccessToken({ audience: "orders" });
 * const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
 */
export async function getAccessToken(target: ApiTarget = {}): Promise<string> {
  const tenant = await requireTenant();
  const shared = findSharedStore();
  const { accessTokens } = tenant.identityProvider;
  if (!shared || !accessTokens) {
    throw new Error(
      `getAccessToken needs ${shared ? "AUTH_ACCESS_TOKENS" : "SESSION_STORE_URL"}: docs/access-tokens.md`,
    );
  }
  if (accessTokens === "on_behalf_of" && target.audience) {
    throw new Error(
      "AUTH_ACCESS_TOKENS=on_behalf_of needs a scope instead of an audience, such as api://orders/.default",
    );
  }
  const content = (await auth())?.content;
  if (!content) throw new SignInRequired("No agent is signed in.");
  const session = { store: shared.tokens, tenant, id: content.id, agentId: content.agent.id };
  // Loaded only with the setting: every guarded route imports this module.
  const { findAccessToken } = await import("./request-token");
  try {
    return await findAccessToken(session, target);
  } catch (error) {
    // Otherwise the app's page would find this session again, and the agent would never sign in anew.
    if (error instanceof AccessTokenEnded) await shared.end(tenant, content.id);
    throw error;
  }
}
