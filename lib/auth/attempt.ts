import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { token32 } from "./handoff";
import { seal, unseal } from "./sealed";

/** Seconds that an agent has to sign in at the identity provider. */
const attemptLifetime = 600;

// First-party only: the window that starts a sign-in is the one that ends it. Lax survives the way back
// from the identity provider, which is a cross-site navigation.
const attemptCookie = {
  name: "__Host-sign-in-attempt",
  options: { httpOnly: true, secure: true, sameSite: "lax", path: "/" },
} as const;

/** Remembers, in the sign-in window, which frame's challenge this sign-in is for. */
export async function saveAttempt(challenge: string): Promise<void> {
  const sealed = await seal("sign-in-attempt", { challenge }, attemptLifetime);
  const { name, options } = attemptCookie;
  (await cookies()).set(name, sealed, { ...options, maxAge: attemptLifetime });
}

/** The challenge of the sign-in that this window started, once; null when there is none, or it is too old. */
export async function takeAttempt(): Promise<string | null> {
  const { name, options } = attemptCookie;
  const jar = await cookies();
  const sealed = jar.get(name)?.value;
  if (!sealed) return null;
  jar.set(name, "", { ...options, maxAge: 0 });
  const opened = await unseal("sign-in-attempt", sealed, z.object({ challenge: token32 }));
  return opened.ok ? opened.value.challenge : null;
}
