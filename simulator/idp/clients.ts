import type { ClientMetadata } from "oidc-provider";
import { exchangeGrants } from "./exchange-grants";

/** A relying party to register. URLs must match exactly. */
export interface PublicClient {
  id: string;
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  /** Where the provider reports a sign-out. The ID tokens of such a client have a `sid`. */
  backchannelLogoutUri?: string;
}

export interface ConfidentialClient extends PublicClient {
  secret: string;
  /** Public keys, which replace the secret: the client uses `private_key_jwt`. */
  keys?: object[];
}

/** The simulator's two relying parties: the app signs agents in on its server, the workspace in its page. */
export interface Clients {
  /** Authenticates at the token endpoint with `client_secret_basic`, or with `private_key_jwt` if it has keys. */
  app: ConfidentialClient;
  /** Has no secret, so it must use PKCE (S256), and may call the token and userinfo endpoints by CORS. */
  workspace: PublicClient;
}

export function clientMetadata({ app, workspace }: Clients): ClientMetadata[] {
  return [
    {
      ...addresses(app),
      client_name: "the app",
      grant_types: ["authorization_code", "refresh_token", ...exchangeGrants],
      ...(app.keys
        ? { jwks: { keys: app.keys }, token_endpoint_auth_method: "private_key_jwt" }
        : { client_secret: app.secret, token_endpoint_auth_method: "client_secret_basic" }),
    },
    {
      ...addresses(workspace),
      client_name: "the agent workspace",
      token_endpoint_auth_method: "none",
    },
  ];
}

/** The origins of the workspace page. Only these may read this server's responses by CORS. */
export function workspaceOrigins({ workspace }: Clients): Set<string> {
  return new Set(workspace.redirectUris.map((uri) => new URL(uri).origin));
}

function addresses(client: PublicClient) {
  return {
    client_id: client.id,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    ...(client.backchannelLogoutUri && {
      backchannel_logout_uri: client.backchannelLogoutUri,
      backchannel_logout_session_required: true,
    }),
  };
}
