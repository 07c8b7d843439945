import type { AgentSession } from "../agent";
import { SignInError } from "./requests";
import { nextWindowMessage } from "./windows";

/** ms that the agent has in the sign-in window; the same as on the server. */
const windowTimeout = 600_000;
/** ms between two checks for a code that a cut-off window left. */
const pollInterval = 1_000;

interface Waiting {
  /** The window's first message. The frame listens for it before the window opens. */
  message: ReturnType<typeof nextWindowMessage>;
  /** Whether to check for a code that a window left behind, too. */
  poll: boolean;
  signal: AbortSignal;
  /** Redeems a code, or the one that was left behind; null while there is none. */
  redeem(code: string | undefined): Promise<AgentSession | null>;
}

/**
 * Waits for the window's message and redeems its code. The frame cannot find out whether the window is open: with
 * an opener policy of the workspace or the identity provider, `window.open` and `closed` give wrong results.
 *
 * @throws SignInError if the sign-in failed or took too long
 */
export async function waitForWindow({
  message,
  poll,
  signal,
  redeem,
}: Waiting): Promise<AgentSession> {
  const deadline = Date.now() + windowTimeout;
  let next = message;
  while (Date.now() < deadline) {
    const received = await Promise.race([next, sleep(pollInterval)]);
    signal.throwIfAborted();
    if (received) next = nextWindowMessage(signal);
    if (received?.type === "sign-in:failed") throw new SignInError(received.reason);
    if (!received && !poll) continue;
    const found = await redeem(received?.code).catch((error) => {
      // Keep waiting after a code of an earlier attempt, and after a check that did not reach the server.
      const stale = error instanceof SignInError && error.reason === "verifier-mismatch";
      if (stale || (!received && !(error instanceof SignInError))) return null;
      throw error;
    });
    signal.throwIfAborted();
    if (found) return found;
  }
  throw new SignInError("attempt-expired");
}

function sleep(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
