import "server-only";
import { createRemoteJWKSet, type JWTVerifyGetKey, customFetch as joseFetch } from "jose";
import * as oidc from "openid-client";
import { logEvent } from "@/lib/log";
import { readWithin } from "@/lib/security/read-within";
import { logTenant, type Tenant } from "@/lib/tenants/tenant";
import { authenticateClient } from "./authenticate-client";
import type { ClaimSources } from "./claims";
import { describeProviderError } from "./provider-error";

/** The path of the redirect URI that is registered at the identity provider. */
export const callbackPath = "/api/auth/callback/oidc";

/** ms that the discovery request, or a whole exchange, may take. */
const deadline = 5_000;
/** Maximum bytes of one response of the identity provider. */
const longestResponse = 1_000_000;
/** ms that the discovery document is cached. Short, so that the app soon notices if the provider is down. */
const discoveryLifetime = 60_000;
/** ms that callers share one discovery request. Later callers send their own, with the full time limit. */
const discoveryShared = 2_500;
/** ms that the keys for logout tokens are cached, and ms before an unknown key lets the app request them again. */
const keysLifetime = 60_000;
const keysPause = 5_000;

/** What a sign-in sends to the provider, and checks in its response (OpenID Connect Core 3.1.2.1, RFC 7636). */
export interface Checks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Creates random values for one sign-in. `mark` is a suffix of its state. */
export function createChecks(mark = ""): Checks {
  return {
    state: oidc.randomState() + mark,
    nonce: oidc.randomNonce(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
  };
}

/**
 * Returns the URL of the identity provider's sign-in. `prompt` and `scope` are the OpenID Connect parameters. If the
 * provider requires it, the request itself is sent to the provider first (RFC 9126).
 *
 * @throws if the identity provider cannot be reached, refuses the request, or its discovery document is wrong
 */
export async function authorizationUrl(
  tenant: Tenant,
  { state, nonce, codeVerifier }: Checks,
  prompt?: "none" | "select_account" | "login",
  scope = tenant.identityProvider.scope,
): Promise<URL> {
  const config = await configure(tenant);
  const parameters = {
    redirect_uri: redirectUri(tenant).href,
    scope,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
    ...(prompt && { prompt }),
  };
  return config.serverMetadata().require_pushed_authorization_requests
    ? oidc.buildAuthorizationUrlWithPAR(config, parameters)
    : oidc.buildAuthorizationUrl(config, parameters);
}

/**
 * Exchanges the identity provider's authorization response for the agent's claims, whose form is unchecked. It verifies
 * the ID token's signature with the provider's keys, and everything else in OpenID Connect Core 3.1.3.7. It
 * requests the userinfo endpoint if the settings say so, or if the ID token is not `enough`. In the second case a
 * failed userinfo request is only logged. `sid` is the session at the provider, if the ID token names it. `tokens` are
 * secrets: never log them, and never send them to the browser.
 *
 * @throws if the provider refused the sign-in, or one of its responses is invalid
 */
export async function exchange(
  tenant: Tenant,
  params: URLSearchParams,
  checks: Checks,
  enough: (sources: ClaimSources) => boolean,
): Promise<ClaimSources & { sid?: string; tokens?: IssuedTokens }> {
  const { config, response } = await redeemResponse(tenant, params, checks);
  const idToken = response.claims();
  if (!idToken) return {};
  const sid = typeof idToken.sid === "string" && idToken.sid ? { sid: idToken.sid } : {};
  const more = { ...sid, tokens: readTokens(response) };
  const fetchUserInfo = () => oidc.fetchUserInfo(config, response.access_token, idToken.sub);
  if (tenant.identityProvider.claims === "userinfo") {
    return { userinfo: await fetchUserInfo(), ...more };
  }
  if (!config.serverMetadata().userinfo_endpoint || enough({ idToken })) {
    return { idToken, ...more };
  }
  try {
    return { idToken, userinfo: await fetchUserInfo(), ...more };
  } catch (error) {
    logEvent("warn", "sign-in.userinfo-failed", {
      ...describeProviderError(error),
      ...logTenant(tenant),
    });
    return { idToken, ...more };
  }
}

/**
 * The same for a fresh ID token, verified, as a hint for the sign-out. `sub` is the agent's. Undefined if the provider
 * issued none.
 *
 * @throws if the provider refused the request, or one of its responses is invalid
 */
export async function exchangeForIdToken(
  tenant: Tenant,
  params: URLSearchParams,
  checks: Checks,
): Promise<{ sub: string; idToken: string } | undefined> {
  const { response } = await redeemResponse(tenant, params, checks);
  const claims = response.claims();
  return claims && response.id_token ? { sub: claims.sub, idToken: response.id_token } : undefined;
}

/** Exchanges the code of an authorization response, and verifies the ID token. */
async function redeemResponse(tenant: Tenant, params: URLSearchParams, checks: Checks) {
  const config = await configure(tenant);
  const response = await oidc.authorizationCodeGrant(config, redirectUri(tenant, params), {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.codeVerifier,
  });
  cacheOf(tenant).jwks = oidc.getJwksCache(config);
  return { config, response };
}

/** What the token endpoint returned (RFC 6749, section 5.1; OpenID Connect Core 3.1.3.3). */
export interface IssuedTokens {
  accessToken: string;
  /** Seconds that the access token is valid, if the provider says so. */
  lifetime?: number;
  refreshToken?: string;
  idToken?: string;
}

function readTokens(response: oidc.TokenEndpointResponse): IssuedTokens {
  const { access_token, expires_in, refresh_token, id_token } = response;
  return {
    accessToken: access_token,
    lifetime: expires_in,
    refreshToken: refresh_token,
    idToken: id_token,
  };
}

/** Another API for which an access token is requested. Without any, it is the token of the sign-in. */
export interface ApiTarget {
  /** Scopes of that API, separated by spaces. */
  scope?: string;
  /** The API's name at the identity provider. */
  audience?: string;
}

/**
 * Uses the agent's refresh token (RFC 6749, section 6). The provider may replace it. `sub` is the agent's.
 *
 * @throws if the provider cannot be reached, refuses the token, or its response is invalid or another agent's
 */
export async function refreshTokens(
  tenant: Tenant,
  refreshToken: string,
  sub: string,
  target: ApiTarget,
): Promise<IssuedTokens> {
  const config = await configure(tenant);
  const response = await oidc.refreshTokenGrant(config, refreshToken, parametersOf({ ...target }));
  const claims = response.claims();
  // OpenID Connect Core 12.2.
  if (claims && claims.sub !== sub) throw new oidc.ClientError("the ID token is another agent's");
  if (claims) cacheOf(tenant).jwks = oidc.getJwksCache(config);
  return readTokens(response);
}

/**
 * Exchanges the agent's access token for one of another API: by RFC 8693, or by Entra ID's on-behalf-of flow.
 *
 * @throws if the provider cannot be reached, refuses, or its response is invalid
 */
export async function exchangeToken(
  tenant: Tenant,
  accessToken: string,
  { scope, audience }: ApiTarget,
): Promise<IssuedTokens> {
  const config = await configure(tenant);
  const [grant, parameters] =
    tenant.identityProvider.accessTokens === "on_behalf_of"
      ? [
          "urn:ietf:params:oauth:grant-type:jwt-bearer",
          { requested_token_use: "on_behalf_of", assertion: accessToken, scope },
        ]
      : [
          "urn:ietf:params:oauth:grant-type:token-exchange",
          {
            subject_token: accessToken,
            subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
            requested_token_type: "urn:ietf:params:oauth:token-type:access_token",
            scope,
            audience,
          },
        ];
  return readTokens(await oidc.genericGrantRequest(config, grant, parametersOf(parameters)));
}

function parametersOf(values: Record<string, string | undefined>): URLSearchParams {
  const present = Object.entries(values).filter((pair): pair is [string, string] => !!pair[1]);
  return new URLSearchParams(present);
}

/**
 * Returns the URL that ends the session at the identity provider (OpenID Connect RP-Initiated Logout 1.0) and then
 * returns to `returnPath`. null if the provider has no such endpoint, or cannot be reached. `idToken` says whose session
 * it is: without it, a provider may ask the agent to confirm, or refuse.
 */
export async function endSessionUrl(
  tenant: Tenant,
  returnPath: string,
  idToken?: string,
): Promise<URL | null> {
  const returnTo = tenant.origin + returnPath;
  try {
    return oidc.buildEndSessionUrl(await configure(tenant), {
      ...(idToken && { id_token_hint: idToken }),
      post_logout_redirect_uri: returnTo,
      // Cognito's name for the same parameter.
      logout_uri: returnTo,
    });
  } catch {
    return null;
  }
}

/**
 * The keys with which the provider signs logout tokens. They are requested when a token needs them.
 *
 * @throws if the identity provider cannot be reached or its discovery document is wrong
 */
export async function providerKeys(tenant: Tenant): Promise<JWTVerifyGetKey> {
  const url = new URL((await discover(tenant)).jwks_uri ?? "");
  if (url.protocol !== "https:" && !mayUseHttp(tenant)) {
    throw new oidc.ClientError("jwks_uri in the discovery document is not https");
  }
  const cache = cacheOf(tenant);
  if (cache.logoutKeys?.url !== url.href) {
    const get = createRemoteJWKSet(url, {
      timeoutDuration: deadline,
      cacheMaxAge: keysLifetime,
      cooldownDuration: keysPause,
      [joseFetch]: (url, { signal, headers }) =>
        boundedFetch(signal)(url, {
          method: "GET",
          headers: Object.fromEntries(headers),
          body: null,
          redirect: "manual",
        }),
    });
    cache.logoutKeys = { url: url.href, get };
  }
  return cache.logoutKeys.get;
}

function redirectUri({ origin }: Tenant, params?: URLSearchParams): URL {
  const url = new URL(callbackPath, origin);
  url.search = params?.toString() ?? "";
  return url;
}

interface Cache {
  discovery?: { metadata: Promise<oidc.ServerMetadata>; until: number };
  jwks?: oidc.ExportedJWKSCache;
  logoutKeys?: { url: string; get: JWTVerifyGetKey };
}
const caches = new WeakMap<Tenant, Cache>();

/** What is cached of a tenant's provider. Changed settings make a new tenant, which starts with nothing. */
function cacheOf(tenant: Tenant): Cache {
  const cache = caches.get(tenant) ?? {};
  caches.set(tenant, cache);
  return cache;
}

/** The provider and this app's client there. Its requests share one deadline, which starts now. */
async function configure(tenant: Tenant): Promise<oidc.Configuration> {
  const { clientId, clockTolerance } = tenant.identityProvider;
  const config = new oidc.Configuration(
    await discover(tenant),
    clientId,
    { [oidc.clockTolerance]: clockTolerance },
    await authenticateClient(tenant),
  );
  if (mayUseHttp(tenant)) oidc.allowInsecureRequests(config);
  // Without this the library relies only on TLS, as OpenID Connect Core allows.
  oidc.enableNonRepudiationChecks(config);
  config[oidc.customFetch] = boundedFetch(AbortSignal.timeout(deadline));
  // The library requests unknown keys only if its cache is at least a minute old. Make it that old, so that a
  // provider can change its key at any time.
  const { jwks } = cacheOf(tenant);
  if (jwks) oidc.setJwksCache(config, { ...jwks, uat: Math.min(jwks.uat, epochSeconds() - 60) });
  return config;
}

/** The discovery document. Simultaneous callers share one request. */
function discover(tenant: Tenant): Promise<oidc.ServerMetadata> {
  const cache = cacheOf(tenant);
  if (cache.discovery && Date.now() < cache.discovery.until) return cache.discovery.metadata;
  const metadata = requestDiscovery(tenant);
  const current = { metadata, until: Date.now() + discoveryShared };
  metadata.then(
    () => (current.until = Date.now() + discoveryLifetime),
    () => {},
  );
  cache.discovery = current;
  return metadata;
}

async function requestDiscovery(tenant: Tenant): Promise<oidc.ServerMetadata> {
  const { issuer, clientId } = tenant.identityProvider;
  const config = await oidc.discovery(new URL(issuer), clientId, undefined, undefined, {
    execute: mayUseHttp(tenant) ? [oidc.allowInsecureRequests] : [],
    [oidc.customFetch]: boundedFetch(AbortSignal.timeout(deadline)),
  });
  const metadata = config.serverMetadata();
  // An incomplete document is not cached: the next sign-in requests it again.
  const missing = (["token_endpoint", "jwks_uri"] as const).find((name) => !metadata[name]);
  if (missing) throw new oidc.ClientError(`the discovery document has no ${missing}`);
  return metadata;
}

/** Only if the issuer itself is http, which the settings allow only on this machine. */
function mayUseHttp({ identityProvider }: Tenant): boolean {
  return identityProvider.issuer.startsWith("http:");
}

function boundedFetch(signal: AbortSignal): oidc.CustomFetch {
  return async (url, { method, headers, body }) => {
    const response = await fetch(url, {
      method,
      headers,
      body: body as BodyInit,
      redirect: "manual",
      cache: "no-store",
      signal,
    });
    const bytes = await readWithin(response, longestResponse);
    return new Response(bytes.length > 0 ? bytes : null, response);
  };
}

function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
