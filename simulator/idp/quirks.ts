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
  /** What `prompt=none` is answered with, whatever the session says. */
  silent: z.enum(["normal", "login_required", "consent_required"]),
  /** Every authorization request is answered with `access_denied`. */
  deny: z.boolean(),
  /** Characters to which the `name` claim is padded. */
  nameLength: z.int().min(0).max(10_000),
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
  deny: false,
  nameLength: 0,
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
