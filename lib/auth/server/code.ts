import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import type { Tenant } from "@/lib/tenants/tenant";
import { type Agent, agentSchema } from "../agent";
import { sha256 } from "../challenge";
import type { SignInFailure } from "../failures";
import { sessionStore } from "./open-session-store";
import { seal, unseal } from "./sealed";

/** Seconds that a code is valid. */
const lifetime = 60;

/** The form of a verifier and of a challenge: base64url of 32 bytes. */
export const token32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const contentSchema = z.union([
  z.object({
    agent: agentSchema,
    challenge: token32,
    /** The id of the session that will start. Its tokens are in the session store already. */
    session: z.string().optional(),
    /** The agent's user name in Amazon Connect, if the app checks it. */
    username: z.string().optional(),
    /** The session at the identity provider, if that has a name. */
    providerSession: z.string().optional(),
  }),
  z.object({ failure: z.string(), challenge: token32 }),
]);

export type CodeRefusal = "code-invalid" | "code-expired" | "code-replayed" | "verifier-mismatch";

/**
 * Creates the code that passes a sign-in from the sign-in window to the frame. `challenge` binds it to the
 * frame: only the frame has the verifier that is needed to redeem it.
 */
export function mintCode(
  tenant: Tenant,
  agent: Agent,
  challenge: string,
  more: { session?: string; providerSession?: string; username?: string } = {},
): Promise<string> {
  return seal(tenant, "sign-in-code", { agent, challenge, ...more }, lifetime);
}

/** Creates the code of a failed sign-in. Redeeming it returns the reason. */
export function mintFailure(
  tenant: Tenant,
  failure: SignInFailure,
  challenge: string,
): Promise<string> {
  return seal(tenant, "sign-in-code", { failure, challenge }, lifetime);
}

/** What a code says about a sign-in that succeeded. */
export interface Redeemed {
  agent: Agent;
  session?: string;
  providerSession?: string;
  username?: string;
  /** Epoch seconds at which the code was created. */
  signedIn: number;
}

/**
 * Redeems a code, once: returns the agent for whom it was created, or why the sign-in failed. `now` is in epoch ms.
 *
 * @throws SessionStoreDown
 */
export async function redeemCode(
  tenant: Tenant,
  code: string,
  verifier: string,
  now = Date.now(),
): Promise<Redeemed | { refusal: CodeRefusal } | { failure: string }> {
  const opened = await unseal(tenant, "sign-in-code", code, contentSchema, now);
  if (!opened.ok) return { refusal: `code-${opened.reason}` };
  if ((await sha256(verifier)) !== opened.value.challenge) {
    return { refusal: "verifier-mismatch" };
  }
  const isFirst = await sessionStore().spend(tenant, opened.id, opened.expires);
  if (!isFirst) return { refusal: "code-replayed" };
  if ("failure" in opened.value) return { failure: opened.value.failure };
  const { agent, session, providerSession, username } = opened.value;
  return { agent, session, providerSession, username, signedIn: opened.expires - lifetime };
}

const cookieName = "__Host-sign-in-code";

// Not partitioned on purpose: the window and the frame share this cookie where third-party cookies are allowed.
const cookieOptions = { httpOnly: true, secure: true, sameSite: "none", path: "/" } as const;

/**
 * Stores a code in a cookie. Cross-Origin-Opener-Policy of an identity provider permanently cuts the window off
 * from the frame. Then the frame, or a second window, reads the code from the cookie.
 */
export async function leaveCode(code: string): Promise<void> {
  (await cookies()).set(cookieName, code, { ...cookieOptions, maxAge: lifetime });
}

/** The code that a sign-in window left in this browser, or null. */
export async function findLeftCode(): Promise<string | null> {
  return (await cookies()).get(cookieName)?.value || null;
}

/** Deletes the code that a sign-in window left in this browser. */
export async function dropLeftCode(): Promise<void> {
  (await cookies()).set(cookieName, "", { ...cookieOptions, maxAge: 0 });
}
