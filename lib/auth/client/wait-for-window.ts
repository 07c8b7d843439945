import type { AgentSession } from "../agent";
import { SignInFault } from "./requests";
import { windowAnswer } from "./windows";

/** ms that the agent has in the sign-in window; the same as on the server. */
const windowTimeout = 600_000;
/** ms between two checks for a code that a cut-off window left. */
const pollInterval = 1_000;

interface Waiting {
  /** The window's first message. The frame listens for it before the window opens. */
  message: ReturnType<typeof windowAnswer>;
  /** Whether to check for a code that a window left behind, too. */
  poll: boolean;
  signal: AbortSignal;
  /** Redeems a code, or the one that was left behind; null while there is none. */
  redeem(code: string | undefined): Promise<AgentSession | null>;
}

/**
 * Waits for the window's message and redeems its code. The frame cannot know whether the window is open: with
 * an opener policy of the workspace or the identity provider, `window.open` and `closed` return wrong values.
 *
 * @throws SignInFault if the sign-in failed or took too long
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
      // A code of an earlier attempt, or a check that did not reach the server: keep waiting.
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
