import { z } from "zod";
import type { Settings } from "@/lib/env";
import { isLoopback } from "@/lib/security/origins";
import { isAt, redirectOf } from "../browse";
import type { Finding } from "../finding";
import type { HttpResponse } from "../request";

// Some providers send null for what they do not have. An invalid URL counts as missing, too.
const endpoint = z.url().optional().catch(undefined);
const list = z.array(z.string()).optional().catch(undefined);
const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  userinfo_endpoint: endpoint,
  jwks_uri: endpoint,
  end_session_endpoint: endpoint,
  scopes_supported: list,
  grant_types_supported: list,
  code_challenge_methods_supported: list,
  require_pushed_authorization_requests: z.boolean().optional().catch(undefined),
});
export type Discovery = z.infer<typeof discoverySchema>;

const neededEndpoints = ["authorization_endpoint", "token_endpoint", "jwks_uri"] as const;

/** Reads the provider's discovery document from a response; null with a finding if there is none. */
export function readDiscovery(response: HttpResponse | Error): {
  discovery: Discovery | null;
  findings: Finding[];
} {
  const unreachable = (what: string) => ({
    discovery: null,
    findings: [{ code: "issuer-unreachable", what } as const],
  });
  if (response instanceof Error) return unreachable(response.message);
  const target = redirectOf(response);
  if (target) {
    const what = `${response.url} redirects to ${target.href}`;
    return { discovery: null, findings: [{ code: "issuer-redirects", what }] };
  }
  if (response.status !== 200)
    return unreachable(`${response.url} responds with ${response.status}`);
  try {
    return { discovery: discoverySchema.parse(JSON.parse(response.body)), findings: [] };
  } catch {
    return unreachable(`${response.url} is not a discovery document`);
  }
}

/** Whether an endpoint is safe to request: https, or http on this machine. */
export function isSafe(endpoint: string | undefined): boolean {
  if (!endpoint) return true;
  const url = new URL(endpoint);
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}

type DiscoverySettings = Pick<
  Settings,
  | "AUTH_OIDC_ISSUER"
  | "AUTH_OIDC_SCOPE"
  | "AUTH_OIDC_CLAIMS"
  | "AUTH_ACCESS_TOKENS"
  | "AUTH_FRAME_ORIGINS"
>;

/** The grants that AUTH_ACCESS_TOKENS needs. */
const neededGrants = {
  refresh_token: ["refresh_token"],
  token_exchange: ["refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"],
  on_behalf_of: ["refresh_token", "urn:ietf:params:oauth:grant-type:jwt-bearer"],
};

type ClockSettings = Pick<Settings, "AUTH_OIDC_CLOCK_TOLERANCE_SECONDS">;

export function checkDiscovery(discovery: Discovery, settings: DiscoverySettings): Finding[] {
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_SCOPE, AUTH_OIDC_CLAIMS, AUTH_FRAME_ORIGINS } = settings;
  const findings: Finding[] = [];
  const found = (code: Finding["code"], what: string) => findings.push({ code, what });

  if (discovery.issuer !== AUTH_OIDC_ISSUER) {
    found(
      "issuer-mismatch",
      `AUTH_OIDC_ISSUER is ${AUTH_OIDC_ISSUER}, its document says ${discovery.issuer}`,
    );
  }
  const userinfo = AUTH_OIDC_CLAIMS === "userinfo" ? (["userinfo_endpoint"] as const) : [];
  for (const endpoint of [...neededEndpoints, ...userinfo]) {
    if (!discovery[endpoint]) found("issuer-endpoint-missing", `The document has no ${endpoint}`);
  }
  for (const endpoint of [
    ...neededEndpoints,
    "userinfo_endpoint",
    "end_session_endpoint",
  ] as const) {
    if (!isSafe(discovery[endpoint])) {
      found("issuer-endpoint-insecure", `${endpoint} is ${discovery[endpoint]}`);
    }
  }
  const methods = discovery.code_challenge_methods_supported;
  if (methods && !methods.includes("S256")) {
    found("issuer-without-pkce", `code_challenge_methods_supported is ${methods.join(", ")}`);
  }
  if (discovery.require_pushed_authorization_requests) {
    found("sign-in-not-tried", "require_pushed_authorization_requests is true");
  }
  const scopes = discovery.scopes_supported;
  for (const scope of AUTH_OIDC_SCOPE.split(/\s+/)) {
    if (scopes && !scopes.includes(scope))
      found("scope-unsupported", `scopes_supported lacks ${scope}`);
  }
  const grants = discovery.grant_types_supported;
  const method = settings.AUTH_ACCESS_TOKENS;
  for (const grant of method ? neededGrants[method] : []) {
    if (grants && !grants.includes(grant))
      found("grant-unsupported", `grant_types_supported lacks ${grant}`);
  }
  const origin =
    discovery.authorization_endpoint && new URL(discovery.authorization_endpoint).origin;
  if (origin && ![new URL(AUTH_OIDC_ISSUER).origin, ...AUTH_FRAME_ORIGINS].includes(origin)) {
    found("frame-origin-missing", `The provider's sign-in is at ${origin}`);
  }
  return findings;
}

/** Checks that the provider's clock differs from this machine's by no more than the settings allow. */
export function checkClock(
  response: HttpResponse | Error,
  { AUTH_OIDC_CLOCK_TOLERANCE_SECONDS: tolerance }: ClockSettings,
  now = Date.now(),
): Finding[] {
  if (response instanceof Error) return [];
  const ahead = Math.round((Date.parse(response.headers.get("date") ?? "") - now) / 1000);
  // 2 s more: the header has whole seconds, and takes time to arrive. Without a header there is nothing to compare.
  if (!(Math.abs(ahead) > tolerance + 2)) return [];
  const side = ahead > 0 ? "ahead" : "behind";
  const what = `The provider's clock is ${Math.abs(ahead)} s ${side} of this machine's, and AUTH_OIDC_CLOCK_TOLERANCE_SECONDS is ${tolerance}`;
  return [{ code: "clock-skew", what }];
}

/** Errors of a valid silent request: the agent must sign in or consent first (OpenID Connect Core 3.1.2.6). */
const validErrors = [
  "login_required",
  "interaction_required",
  "consent_required",
  "account_selection_required",
];

/**
 * Checks whether the provider accepts the app's sign-in, by where a silent authorization request ends. A provider
 * that knows the client and the redirect URI redirects the browser there, with a code or an error (OAuth 2.0, RFC
 * 6749 4.1.2). Otherwise it shows a page of its own.
 */
export function checkAuthorization(response: HttpResponse | Error, redirectUri: string): Finding[] {
  if (response instanceof Error) return [{ code: "issuer-unreachable", what: response.message }];
  const target = redirectOf(response);
  if (target && isAt(target, redirectUri)) return checkReturn(target);

  const page = new URL(response.url);
  const title = response.body.match(/<title[^>]*>([^<]+)/i)?.[1]?.trim();
  const what = `${redirectUri}: ${page.origin}${page.pathname} responds with ${response.status}${
    target ? ` to ${target.origin}${target.pathname}` : ""
  }${title ? ` "${title}"` : ""}`;
  const error = page.searchParams.get("error") ?? "";
  const isRefused = response.status >= 400 && response.status < 500;
  if (error || /error/i.test(page.pathname) || isRefused || mentionsRedirectUri(response.body)) {
    return [{ code: "redirect-uri-refused", what: `${what} ${error}`.trim() }];
  }
  if (response.status === 200 && isSignInPage(response.body))
    return [{ code: "silent-ignored", what }];
  return [{ code: "authorization-unclear", what }];
}

function checkReturn({ origin, pathname, searchParams }: URL): Finding[] {
  const error = searchParams.get("error");
  if (searchParams.has("code") || (error && validErrors.includes(error))) return [];
  if (!error) {
    const what = `The provider sends the browser back to ${origin}${pathname} without code or error`;
    return [{ code: "authorization-unclear", what }];
  }
  const what = `The provider responds to a sign-in with ${error}: ${searchParams.get("error_description") ?? "no description"}`;
  return [{ code: "authorization-refused", what }];
}

/** Whether the text of a page mentions the redirect URI. Ignores links and fields. */
function mentionsRedirectUri(html: string): boolean {
  const text = html.replaceAll(/<(script|style).*?<\/\1>|<[^>]*>/gis, " ");
  return /redirect(ion)?[_ -]?(uri|url)/i.test(text);
}

/** Whether a page has a field for a user or a password. */
function isSignInPage(html: string): boolean {
  return /<input[^>]+(type=["']?password|name=["']?(user|email|login|identifier))/i.test(html);
}

/**
 * Checks whether the token endpoint accepts the app's client, by its response to an unknown code: it must be 400 with
 * `invalid_grant` (OAuth 2.0, RFC 6749 5.2).
 */
export function checkClient(response: HttpResponse | Error): Finding[] {
  if (response instanceof Error) return [{ code: "issuer-unreachable", what: response.message }];
  const { url, status, body } = response;
  const error = errorOf(body);
  const what =
    `${url} responds with ${status} ${body.replaceAll(/\s+/g, " ").slice(0, 200)}`.trim();
  if (error === "invalid_client" || error === "unauthorized_client") {
    return [{ code: "client-refused", what }];
  }
  if (error !== "invalid_grant") return [{ code: "token-endpoint-wrong", what }];
  return status === 400 ? [] : [{ code: "token-endpoint-status", what }];
}

function errorOf(body: string): unknown {
  try {
    return JSON.parse(body).error;
  } catch {
    return undefined;
  }
}
