import "server-only";
import { getSettings } from "@/lib/env";
import { openRedisSessions, type RedisSessions } from "./redis-sessions";
import { isSessionStoreDown, type SessionStore } from "./session-store";
import { statelessSessions } from "./stateless-sessions";

declare global {
  /** Next creates a module once for each kind of bundle, and all of them share this. */
  var redisSessions: RedisSessions | undefined;
}

/** The store that all servers share, or null without SESSION_STORE_URL. */
export function findSharedStore(): RedisSessions | null {
  const { SESSION_STORE_URL: url } = getSettings();
  if (!url) return null;
  globalThis.redisSessions ??= openRedisSessions(url);
  return globalThis.redisSessions;
}

/** The store of this deployment. Without SESSION_STORE_URL, only the browser and this process know what has ended. */
export function sessionStore(): SessionStore {
  const shared = findSharedStore();
  if (!shared) return statelessSessions;
  return getSettings().SESSION_STORE_DOWN === "open" ? keepWhileDown(shared) : shared;
}

/** SESSION_STORE_DOWN=open: while the store is down, sessions last as they do without one. */
function keepWhileDown(shared: SessionStore): SessionStore {
  const otherwise = (isLive: () => Promise<boolean>) => (error: unknown) => {
    if (isSessionStoreDown(error)) return isLive();
    throw error;
  };
  return {
    ...shared,
    isLive: (tenant, id) =>
      shared.isLive(tenant, id).catch(otherwise(() => statelessSessions.isLive(tenant, id))),
    renew: (tenant, id) =>
      shared.renew(tenant, id).catch(otherwise(() => statelessSessions.isLive(tenant, id))),
    async end(tenant, id) {
      await statelessSessions.end(tenant, id);
      await shared.end(tenant, id);
    },
  };
}
