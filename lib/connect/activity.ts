import { type Connection, contextOf } from "./connection";

/** ms between two reports. The SDK's own pause is 1 s, and starts anew at each call: who types on is never heard. */
const interval = 30_000;
const signsOfLife = ["pointerdown", "keydown"] as const;

/**
 * Tells the workspace that the agent is active while they work in the app: the workspace cannot see into
 * the frame, and signs out an agent who seems idle. Returns the undo.
 */
export function reportActivity(connection: Connection): () => void {
  let last = -interval;
  function report(): void {
    const now = performance.now();
    if (now - last < interval || !contextOf(connection.getState())) return;
    last = now;
    connection.sendActivity();
  }
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  for (const sign of signsOfLife) document.addEventListener(sign, report, options);
  return () => ended.abort();
}
