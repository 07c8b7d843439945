import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { frameCookie } from "./frame-cookie";
import { token32 } from "./handoff";
import { seal, unseal } from "./sealed";

const name = "__Host-sign-in-attempt";

/** Seconds that an agent has to sign in at the identity provider. */
const lifetime = 600;

/** Remembers, in the window or frame that signs in, which challenge the sign-in is for. */
export async function saveAttempt(challenge: string): Promise<void> {
  const sealed = await seal("sign-in-attempt", { challenge }, lifetime);
  (await cookies()).set(name, sealed, { ...frameCookie, maxAge: lifetime });
}

/** The challenge of the sign-in that was begun here, once; null when there is none, or it is too old. */
export async function takeAttempt(): Promise<string | null> {
  const jar = await cookies();
  const sealed = jar.get(name)?.value;
  if (!sealed) return null;
  jar.set(name, "", { ...frameCookie, maxAge: 0 });
  const opened = await unseal("sign-in-attempt", sealed, z.object({ challenge: token32 }));
  return opened.ok ? opened.value.challenge : null;
}
