import "server-only";
import { z } from "zod";
import { type Agent, agentSchema } from "./agent";
import { challengeOf } from "./challenge";
import { seal, unseal } from "./sealed";

/** Seconds from minting a code to its end, when it goes straight to the frame. */
export const codeLifetime = 60;

/** The form of a verifier and of a challenge: base64url of 32 bytes. */
export const token32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const handoffSchema = z.object({ agent: agentSchema, challenge: token32 });

export type HandoffRefusal =
  | "code-invalid"
  | "code-expired"
  | "code-replayed"
  | "verifier-mismatch";

/**
 * Mints the code that carries a sign-in from the sign-in window to the frame. It is bound to the frame
 * by `challenge`: without the verifier, which only the frame has, the code opens nothing. `lifetime` is in
 * seconds.
 */
export function mintCode(
  agent: Agent,
  challenge: string,
  lifetime = codeLifetime,
): Promise<string> {
  return seal("sign-in-code", { agent, challenge }, lifetime);
}

/** Redeems a code for the agent it was minted for. `now` is in epoch ms. */
export async function redeemCode(
  code: string,
  verifier: string,
  now = Date.now(),
): Promise<{ agent: Agent } | { refusal: HandoffRefusal }> {
  const opened = await unseal("sign-in-code", code, handoffSchema, now);
  if (!opened.ok) return { refusal: `code-${opened.reason}` };
  if ((await challengeOf(verifier)) !== opened.value.challenge)
    return { refusal: "verifier-mismatch" };
  if (!spend(opened.id, opened.expires * 1000, now)) return { refusal: "code-replayed" };
  return { agent: opened.value.agent };
}

// Best effort: each server process knows its own. A replay elsewhere still needs the frame's verifier.
const spent = new Map<string, number>();

function spend(id: string, expires: number, now: number): boolean {
  for (const [other, end] of spent) if (end <= now) spent.delete(other);
  if (spent.has(id)) return false;
  spent.set(id, expires);
  return true;
}
