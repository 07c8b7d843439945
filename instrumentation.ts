/** Runs once, before the server takes its first request. */
export async function register() {
  // Next builds this file for the edge runtime too, which cannot end a process.
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("./lib/start-up")).checkSettings();
}
