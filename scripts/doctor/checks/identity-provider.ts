import { z } from "zod";
import type { Settings } from "@/lib/env";
import { isLoopback } from "@/lib/security/origins";
import type { Answer } from "../ask";
import { isAt, redirectOf } from "../browse";
import type { Finding } from "../finding";

// Some providers write null for what they do not have. What is no URL is not there either.
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
  code_challenge_methods_supported: list,
  require_pushed_authorization_requests: z.boolean().optional().catch(undefined),
});
export type Discovery = z.infer<typeof discoverySchema>;

const neededEndpoints = ["authorization_endpoint", "token_endpoint", "jwks_uri"] as const;

/** The provider's discovery document, or null, from the answer at its address or the fault in asking. */
export function readDiscovery(answer: Answer | Error): {
  discovery: Discovery | null;
  findings: Finding[];
} {
  const unreachable = (what: string) => ({
    discovery: null,
    findings: [{ code: "issuer-unreachable", what } as const],
  });
  if (answer instanceof Error) return unreachable(answer.message);
  const target = redirectOf(answer);
  if (target) {
    const what = `${answer.url} redirects to ${target.href}`;
    return { discovery: null, findings: [{ code: "issuer-redirects", what }] };
  }
  if (answer.status !== 200) return unreachable(`${answer.url} answers ${answer.status}`);
  try {
    return { discovery: discoverySchema.parse(JSON.parse(answer.body)), findings: [] };
  } catch {
    return unreachable(`${answer.url} is no discovery document`);
  }
}

/** Whether an endpoint may be asked: https, or http that does not leave this machine. */
export function isSafe(endpoint: string | undefined): boolean {
  if (!endpoint) return true;
  const url = new URL(endpoint);
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}

type DiscoverySettings = Pick<
  Settings,
  "AUTH_OIDC_ISSUER" | "AUTH_OIDC_SCOPE" | "AUTH_OIDC_CLAIMS" | "AUTH_FRAME_ORIGINS"
>;

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
    found("par-required", "require_pushed_authorization_requests is true");
  }
  const scopes = discovery.scopes_supported;
  for (const scope of AUTH_OIDC_SCOPE.split(/\s+/)) {
    if (scopes && !scopes.includes(scope))
      found("scope-unsupported", `scopes_supported lacks ${scope}`);
  }
  const origin =
    discovery.authorization_endpoint && new URL(discovery.authorization_endpoint).origin;
  if (origin && ![new URL(AUTH_OIDC_ISSUER).origin, ...AUTH_FRAME_ORIGINS].includes(origin)) {
    found("frame-origin-missing", `The provider's sign-in is at ${origin}`);
  }
  return findings;
}

/** Whether the clock of the machine that asks and the provider's are as close as the settings demand. */
export function checkClock(
  answer: Answer | Error,
  { AUTH_OIDC_CLOCK_TOLERANCE_SECONDS: tolerance }: ClockSettings,
  now = Date.now(),
): Finding[] {
  if (answer instanceof Error) return [];
  const ahead = Math.round((Date.parse(answer.headers.get("date") ?? "") - now) / 1000);
  // The header is of whole seconds, and has travelled. A provider that sends none cannot be compared.
  if (!(Math.abs(ahead) > tolerance + 2)) return [];
  const side = ahead > 0 ? "ahead" : "behind";
  const what = `The provider's clock is ${Math.abs(ahead)} s ${side} of this machine's, and AUTH_OIDC_CLOCK_TOLERANCE_SECONDS is ${tolerance}`;
  return [{ code: "clock-skew", what }];
}

/** Errors of a silent request that is right: the agent is to be asked first (OpenID Connect Core 3.1.2.6). */
const rightErrors = [
  "login_required",
  "interaction_required",
  "consent_required",
  "account_selection_required",
];

/**
 * Whether the provider takes the app's sign-in, from where a silent authorization request ends. A provider that
 * knows the client and the redirect URI sends the browser back there, with a code or an error (OAuth 2.0, RFC
 * 6749 4.1.2). It shows a page of its own to those that it does not know.
 */
export function checkAuthorization(answer: Answer | Error, redirectUri: string): Finding[] {
  if (answer instanceof Error) return [{ code: "issuer-unreachable", what: answer.message }];
  const target = redirectOf(answer);
  if (target && isAt(target, redirectUri)) return checkReturn(target);

  const page = new URL(answer.url);
  const title = answer.body.match(/<title[^>]*>([^<]+)/i)?.[1]?.trim();
  const what = `${redirectUri}: ${page.origin}${page.pathname} answers ${answer.status}${
    target ? ` to ${target.origin}${target.pathname}` : ""
  }${title ? ` "${title}"` : ""}`;
  const error = page.searchParams.get("error") ?? "";
  const isRefused = answer.status >= 400 && answer.status < 500;
  if (error || /error/i.test(page.pathname) || isRefused || saysRedirectUri(answer.body)) {
    return [{ code: "redirect-uri-refused", what: `${what} ${error}`.trim() }];
  }
  if (answer.status === 200 && isSignInPage(answer.body)) return [{ code: "silent-ignored", what }];
  return [{ code: "authorization-unclear", what }];
}

function checkReturn({ origin, pathname, searchParams }: URL): Finding[] {
  const error = searchParams.get("error");
  if (searchParams.has("code") || (error && rightErrors.includes(error))) return [];
  if (!error) {
    const what = `The provider sends the browser back to ${origin}${pathname} without code or error`;
    return [{ code: "authorization-unclear", what }];
  }
  const what = `The provider answers a sign-in with ${error}: ${searchParams.get("error_description") ?? "it says no more"}`;
  return [{ code: "authorization-refused", what }];
}

/** Whether a page's text, and not a link or a field of it, is about the redirect URI. */
function saysRedirectUri(html: string): boolean {
  const text = html.replaceAll(/<(script|style).*?<\/\1>|<[^>]*>/gis, " ");
  return /redirect(ion)?[_ -]?(uri|url)/i.test(text);
}

/** A page that asks who the agent is. */
function isSignInPage(html: string): boolean {
  return /<input[^>]+(type=["']?password|name=["']?(user|email|login|identifier))/i.test(html);
}

/**
 * Whether the token endpoint takes the app's client, from its answer to a code that no provider can know. One
 * that does answers 400 with `invalid_grant` (OAuth 2.0, RFC 6749 5.2).
 */
export function checkClient(answer: Answer | Error): Finding[] {
  if (answer instanceof Error) return [{ code: "issuer-unreachable", what: answer.message }];
  const { url, status, body } = answer;
  const error = errorOf(body);
  const what = `${url} answers ${status} ${body.replaceAll(/\s+/g, " ").slice(0, 200)}`.trim();
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
