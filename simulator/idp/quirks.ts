import { z } from "zod";

/** The schema of the quirks. Unknown fields are errors. */
export const quirksSchema = z.strictObject({
  coop: z
    .enum(["none", "same-origin", "same-origin-allow-popups"])
    .describe("Cross-Origin-Opener-Policy of every response, including redirects."),
  frameOptions: z.enum(["none", "deny"]).describe("X-Frame-Options of every response."),
  cookieSameSite: z
    .enum(["none", "lax"])
    .describe(
      "SameSite of the session cookies. With lax, a frame on another site is never signed in silently.",
    ),
  delayMs: z.int().min(0).max(60_000).describe("Delay of every response, in ms."),
  down: z.boolean().describe("Every response is 503."),
  silent: z
    .enum(["normal", "login_required", "consent_required", "page", "unanswered"])
    .describe(
      "The response to prompt=none, with or without a session: an error, a page of the provider, or none.",
    ),
  resumesSilent: z
    .boolean()
    .describe(
      "Keeps a prompt=none request that found no session, and resumes it instead of the next login's own request.",
    ),
  selectAccount: z
    .enum(["normal", "ignored", "refused"])
    .describe("How the provider handles prompt=select_account."),
  deny: z.boolean().describe("Every authorization request fails with access_denied."),
  nameLength: z
    .int()
    .min(0)
    .max(10_000)
    .describe("Minimum characters of the name claim, which is padded."),
  thinIdToken: z.boolean().describe("The ID token has only sub. Userinfo has the other claims."),
  clockAhead: z
    .int()
    .min(-3_600)
    .max(3_600)
    .describe(
      "Seconds by which the ID token's iat, nbf and exp are ahead of this machine's clock; negative: behind.",
    ),
  signingAlg: z
    .enum(["RS256", "PS256", "ES256"])
    .describe("The signing algorithm of the ID token."),
  signingKey: z
    .int()
    .min(0)
    .max(1_000)
    .describe("Each number is another signing key. Only the current key is published."),
  clientAuth: z
    .enum(["normal", "basic_undecoded", "post_only"])
    .describe(
      "How the token endpoint reads a client's secret: without decoding the Basic header, or only from the body.",
    ),
  pushedRequests: z
    .boolean()
    .describe("The app must push its authorization requests (RFC 9126). Discovery says so."),
  signOutNeedsHint: z.boolean().describe("Signing out without an id_token_hint is refused."),
  signOutIgnored: z.boolean().describe("Signing out shows a page, and does not end the session."),
});

/** How the simulated provider misbehaves. README.md lists the products that do the same. */
export type Quirks = z.infer<typeof quirksSchema>;

export const defaultQuirks: Readonly<Quirks> = {
  coop: "none",
  frameOptions: "none",
  cookieSameSite: "none",
  delayMs: 0,
  down: false,
  silent: "normal",
  resumesSilent: false,
  selectAccount: "normal",
  deny: false,
  nameLength: 0,
  thinIdToken: false,
  clockAhead: 0,
  signingAlg: "RS256",
  signingKey: 0,
  clientAuth: "normal",
  pushedRequests: false,
  signOutNeedsHint: false,
  signOutIgnored: false,
};

/** The current quirks. They can change while the provider runs. */
export interface QuirkSwitches {
  get(): Readonly<Quirks>;
  /** Changes only the given quirks. Throws a `ZodError` for an invalid or unknown field. */
  set(changes: Partial<Quirks>): Readonly<Quirks>;
}

export function createQuirkSwitches(initial: Partial<Quirks> = {}): QuirkSwitches {
  let current: Readonly<Quirks> = defaultQuirks;
  const switches: QuirkSwitches = {
    get: () => current,
    set(changes) {
      current = Object.freeze(quirksSchema.parse({ ...current, ...changes }));
      return current;
    },
  };
  switches.set(initial);
  return switches;
}
