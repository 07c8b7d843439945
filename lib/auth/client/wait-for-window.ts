import type { AgentSession } from "../agent";
import { SignInFault } from "./requests";
import { windowAnswer } from "./windows";

/** ms that the agent has in the sign-in window; the server gives them as long. */
const windowTimeout = 600_000;
/** ms between two looks at whether a window that was cut off has left a code. */
const pollInterval = 1_000;

interface Waiting {
  /** The window's first message, listened for since before the window opened. */
  message: ReturnType<typeof windowAnswer>;
  /** Whether to look for a code that a window left behind, too. */
  poll: boolean;
  signal: AbortSignal;
  /** Redeems a code, or what was left behind; null while there is nothing. */
  redeem(code: string | undefined): Promise<AgentSession | null>;
}

/**
 * Waits for the window's message, and redeems its code. Whether a window is open or closed cannot be told:
 * an opener policy of the workspace or of the identity provider makes `window.open` and `closed` lie.
 *
 * @throws SignInFault when the sign-in failed or took too long
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
    const answer = await Promise.race([next, sleep(pollInterval)]);
    signal.throwIfAborted();
    if (answer) next = windowAnswer(signal);
    if (answer?.type === "sign-in:failed") throw new SignInFault(answer.reason);
    if (!answer && !poll) continue;
    const found = await redeem(answer?.code).catch((fault) => {
      // A code of an earlier attempt, or a look that did not reach the server: go on waiting.
      const stale = fault instanceof SignInFault && fault.reason === "verifier-mismatch";
      if (stale || (!answer && !(fault instanceof SignInFault))) return null;
      throw fault;
    });
    signal.throwIfAborted();
    if (found) return found;
  }
  throw new SignInFault("attempt-expired");
}

function sleep(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
