import { type Connection, contextOf } from "./connection";

/** ms between two reports. The SDK's own delay of 1 s restarts at each call, so steady typing would report nothing. */
const interval = 30_000;
const signsOfLife = ["pointerdown", "keydown"] as const;

/**
 * Reports activity in the app to the workspace. The workspace cannot see into the frame, and signs out an
 * agent who seems idle. Returns the cleanup function.
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
