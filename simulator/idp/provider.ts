import { randomBytes } from "node:crypto";
import type { KoaContextWithOIDC } from "oidc-provider";
import { claimsByScope, findAccount } from "./accounts";
import { type Clients, clientMetadata, workspaceOrigins } from "./clients";
import { renderError } from "./error-page";
import { registerExchangeGrants } from "./exchange-grants";
import { renderLogout, renderSignedOut } from "./logout-page";
import { Provider, silenceNotices } from "./oidc-provider";
import { html, renderPage } from "./page";
import { createPolicy } from "./policy";
import type { QuirkSwitches } from "./quirks";
import { findSigningKey, signingAlgs } from "./signing-keys";

const scopes = Object.keys(claimsByScope);
const hour = 60 * 60;
const shift = 12 * hour;

export function createProvider(issuer: string, clients: Clients, quirks: QuirkSwitches): Provider {
  const allowedOrigins = workspaceOrigins(clients);
  const printAgain = silenceNotices();
  try {
    const provider = new Provider(issuer, {
      clients: clientMetadata(clients),
      clientBasedCORS: (_ctx, origin, client) =>
        client.clientId === clients.workspace.id && allowedOrigins.has(origin),
      findAccount: (_ctx, sub) => findAccount(sub, quirks.get()),
      claims: claimsByScope,
      scopes,
      // A conforming provider leaves profile claims to userinfo; the common products put them in the ID token.
      conformIdTokenClaims: false,
      loadExistingGrant: grantEverything,
      interactions: { policy: createPolicy(quirks) },
      // Without `offline_access`, for which oidc-provider would need a consent page. It ends with the agent's session.
      issueRefreshToken: (_ctx, client) => client.grantTypeAllowed("refresh_token"),
      rotateRefreshToken: true,
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        introspection: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: renderLogout,
          postLogoutSuccessSource: renderSignedOut,
        },
      },
      renderError,
      // Without its protection against requests to this machine: the app is here.
      fetch: (url, options) =>
        globalThis.fetch(url, { ...options, dispatcher: undefined } as RequestInit),
      jwks: { keys: signingAlgs.map((alg) => findSigningKey(alg, 0).jwk) },
      enabledJWA: { idTokenSigningAlgValues: [...signingAlgs] },
      cookies: { keys: [randomBytes(32).toString("base64url")] },
      ttl: {
        AccessToken: hour,
        IdToken: hour,
        Interaction: hour,
        Grant: shift,
        Session: shift,
        RefreshToken: shift,
      },
    });
    registerExchangeGrants(provider);
    provider.use(requirePushedRequests(clients, quirks));
    provider.on("server_error", (_ctx, error) => console.error(error));
    provider.on("backchannel.error", (_ctx, { message }, { clientId }) =>
      console.warn(`The identity provider could not report a sign-out to ${clientId}: ${message}`),
    );
    return provider;
  } finally {
    printAgain();
  }
}

/** The quirk `pushedRequests`: discovery names the rule, and a request of the app that was not pushed is refused. */
function requirePushedRequests({ app }: Clients, quirks: QuirkSwitches) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    if (!quirks.get().pushedRequests) return next();
    const { client_id, request_uri } = ctx.query;
    if (ctx.path === "/auth" && client_id === app.id && !request_uri) {
      ctx.status = 400;
      ctx.body = renderPage("Error", html`<h1>Push the request first</h1>`);
      return;
    }
    await next();
    if (ctx.path === "/.well-known/openid-configuration") {
      ctx.body = { ...Object(ctx.body), require_pushed_authorization_requests: true };
    }
  };
}

/** Checks the clients at the start. oidc-provider checks a client only when it is first used. */
export async function checkClients(provider: Provider, clients: Clients): Promise<void> {
  for (const { id } of Object.values(clients)) {
    await provider.Client.find(id).catch((cause) => {
      throw new Error(`client ${id}: ${cause.error_description ?? cause.message}`, { cause });
    });
  }
}

/** Grants every client all scopes, so that no consent page is ever needed. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const { client, provider, session } = oidc;
  if (!client || !session?.accountId) return undefined;

  const grantId = session.grantIdFor(client.clientId);
  const existing = grantId ? await provider.Grant.find(grantId) : undefined;
  if (existing) return existing;

  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(scopes.join(" "));
  await grant.save();
  return grant;
}
