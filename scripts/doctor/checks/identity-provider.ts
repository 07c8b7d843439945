import { z } from "zod";
import type { Settings } from "@/lib/env";
import type { Answer } from "../ask";
import type { Finding } from "../finding";

const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url().optional(),
  token_endpoint: z.url().optional(),
  userinfo_endpoint: z.url().optional(),
  jwks_uri: z.url().optional(),
  scopes_supported: z.array(z.string()).optional(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
});
export type Discovery = z.infer<typeof discoverySchema>;

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
  if (answer.status !== 200) return unreachable(`${answer.url} answers ${answer.status}`);
  try {
    return { discovery: discoverySchema.parse(JSON.parse(answer.body)), findings: [] };
  } catch {
    return unreachable(`${answer.url} is no discovery document`);
  }
}

type DiscoverySettings = Pick<
  Settings,
  "AUTH_OIDC_ISSUER" | "AUTH_OIDC_SCOPE" | "AUTH_FRAME_ORIGINS"
>;

export function checkDiscovery(discovery: Discovery, settings: DiscoverySettings): Finding[] {
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_SCOPE, AUTH_FRAME_ORIGINS } = settings;
  const findings: Finding[] = [];
  const found = (code: Finding["code"], what: string) => findings.push({ code, what });

  if (discovery.issuer !== AUTH_OIDC_ISSUER) {
    found(
      "issuer-mismatch",
      `AUTH_OIDC_ISSUER is ${AUTH_OIDC_ISSUER}, its document says ${discovery.issuer}`,
    );
  }
  for (const endpoint of [
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
  ] as const) {
    if (!discovery[endpoint]) found("issuer-endpoint-missing", `The document has no ${endpoint}`);
  }
  const methods = discovery.code_challenge_methods_supported;
  if (methods && !methods.includes("S256")) {
    found("issuer-without-pkce", `code_challenge_methods_supported is ${methods.join(", ")}`);
  }
  const scopes = discovery.scopes_supported;
  for (const scope of AUTH_OIDC_SCOPE.split(" ")) {
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

/**
 * Whether the provider knows the redirect URI, from its answer to a silent authorization request. OAuth has
 * it send the browser back, with an error too, to an address that it knows, and to no other. A page with
 * status 200 says neither.
 */
export function checkRedirect(answer: Answer | Error, redirectUri: string): Finding[] {
  if (answer instanceof Error) return [{ code: "issuer-unreachable", what: answer.message }];
  if (answer.status < 400) return [];
  return [
    { code: "redirect-uri-refused", what: `${redirectUri}: the provider answers ${answer.status}` },
  ];
}

/** Whether the client's secret is right, from the answer to a code that no provider can know. */
export function checkClient(answer: Answer | Error): Finding[] {
  if (answer instanceof Error) return [{ code: "issuer-unreachable", what: answer.message }];
  if (!/"(invalid|unauthorized)_client"/.test(answer.body)) return [];
  return [
    {
      code: "client-refused",
      what: `${answer.url} answers ${answer.status} ${answer.body.slice(0, 200)}`,
    },
  ];
}
