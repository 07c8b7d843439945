import type { AgentSession } from "./auth";
import type { ConnectLogLevel } from "./connect";

/** What the app's frame needs from the server at its start. */
export interface FrameStart {
  /** The agent's session; null if there is none. */
  session: AgentSession | null;
  /** True if the session store was down: there may be a session, which the server could not check. */
  unchecked?: true;
  /** Whether the app may try to sign in without a click. */
  silent: boolean;
  logLevel: ConnectLogLevel;
}

/** Where the frame requests it. The layout lets the browser start the request before the scripts have loaded. */
export const frameStartPath = "/api/frame";

/** ms that the request may take. */
const timeout = 10_000;

/** Fetches it. Throws if the request fails. */
export async function loadFrameStart(): Promise<FrameStart> {
  // With another `cache` or `credentials` the browser would not use the request that the layout started.
  const response = await fetch(frameStartPath, { signal: AbortSignal.timeout(timeout) });
  if (!response.ok) throw new Error(`The app's start could not be read: ${response.status}`);
  return (await response.json()) as FrameStart;
}
