import { z } from "zod";

/** What a change to the quirks must satisfy. Unknown fields are refused. */
export const quirksSchema = z.strictObject({
  /** Cross-Origin-Opener-Policy on every answer, redirects included. */
  coop: z.enum(["none", "same-origin", "same-origin-allow-popups"]),
  /** X-Frame-Options on every answer. */
  frameOptions: z.enum(["none", "deny"]),
  /** SameSite of the session cookies. With `lax`, a frame on another site is never signed in silently. */
  cookieSameSite: z.enum(["none", "lax"]),
  /** How long every answer waits, in ms. */
  delayMs: z.int().min(0).max(60_000),
  /** Every answer is 503. */
  down: z.boolean(),
  /** What `prompt=none` is answered with, whatever the session says: an error, a page of the provider, or nothing. */
  silent: z.enum(["normal", "login_required", "consent_required", "page", "unanswered"]),
  /** Keeps a `prompt=none` that found no session, and answers it in place of the request of the next login. */
  resumesSilent: z.boolean(),
  /** What becomes of `prompt=select_account`. */
  selectAccount: z.enum(["normal", "ignored", "refused"]),
  /** Every authorization request is answered with `access_denied`. */
  deny: z.boolean(),
  /** Characters to which the `name` claim is padded. */
  nameLength: z.int().min(0).max(10_000),
  /** The ID token holds `sub` alone; userinfo has the rest. */
  thinIdToken: z.boolean(),
  /** Seconds by which the ID token's `iat`, `nbf` and `exp` are ahead of this machine's clock; below 0, behind. */
  clockAhead: z.int().min(-3_600).max(3_600),
  /** How the ID token is signed. */
  signingAlg: z.enum(["RS256", "PS256", "ES256"]),
  /** Another number is another signing key, and the old one is published no more. */
  signingKey: z.int().min(0).max(1_000),
  /** How the token endpoint takes a client's secret: without decoding the Basic header, or in the body alone. */
  clientAuth: z.enum(["normal", "basic_undecoded", "post_only"]),
  /** Signing out shows a page, and nothing else happens. */
  signOutIgnored: z.boolean(),
});

/** How the simulated provider misbehaves; see README.md for the products that do the same. */
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
  signOutIgnored: false,
};

/** The quirks in force, changed while the provider runs. */
export interface QuirkSwitches {
  get(): Readonly<Quirks>;
  /** Changes the named quirks and leaves the others. Throws a `ZodError` for a bad or unknown field. */
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
