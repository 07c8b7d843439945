/** Runs once, before the server accepts its first request. */
export async function register() {
  // Next builds this file for the edge runtime too, which has neither processes nor servers.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkPages, checkSettings, connectSessionStore } = await import("./lib/start-up");
  await checkSettings();
  checkPages();
  connectSessionStore();
  (await import("./lib/security/front-door")).guardServers();
}
