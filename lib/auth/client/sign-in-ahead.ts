import type { AgentSession } from "../agent";
import { createSignIn } from "./sign-in";

/** What the server knows at the start of a frame. */
interface Start {
  session: AgentSession | null;
  unchecked?: boolean;
  silent: boolean;
}

/**
 * Tries once to sign the agent in without a click, for the frames that open later. `desk` is the Connect agent's ARN.
 * Resolves to whether the agent is signed in, 8 s later at the latest: it ends an attempt that takes longer than 4 s, and
 * waits 4 s for the attempt of another frame. So a frame that opens meanwhile always gets to make its own. Never rejects.
 */
export async function signInAhead(
  { session, unchecked = false, silent }: Start,
  desk: string,
): Promise<boolean> {
  const signIn = createSignIn(session, { silent, unchecked });
  signIn.setDesk(desk);
  const stop = signIn.begin();
  await new Promise<void>((resolve) => {
    const check = () => signIn.getState().status === "silent" || resolve();
    signIn.subscribe(check);
    check();
  });
  stop();
  return signIn.getState().status === "signed-in";
}
