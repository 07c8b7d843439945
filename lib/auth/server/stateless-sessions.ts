import "server-only";
import { cookies } from "next/headers";
import { frameCookie } from "./frame-cookie";
import type { SessionStore } from "./session-store";

/*
 * A session is a cookie, so the server cannot revoke it: a copy, or a renewal that ran during the sign-out, would
 * restore it. The ids of ended sessions are stored in the browser, for any server, and in this process, for
 * any browser.
 */

const cookieName = "__Host-ended-sessions";
/** Sessions that a browser remembers. */
const mostInCookie = 3;
/** Sessions that this process remembers: about 5 MB. */
const mostInMemory = 50_000;

declare global {
  /** Next creates a module once for each kind of bundle, and all of them share this. */
  var endedSessions: Set<string> | undefined;
}
globalThis.endedSessions ??= new Set();
const ended = globalThis.endedSessions;

/** Used codes, with the epoch seconds of their end. A replay at another process still needs the verifier. */
const spent = new Map<string, number>();

/** Sessions without a store: what the browser's cookie and this process know. */
export const statelessSessions: SessionStore = {
  async check() {},

  async spend(_tenant, id, expires) {
    const now = Date.now() / 1000;
    for (const [other, end] of spent) if (end <= now) spent.delete(other);
    if (spent.has(id)) return false;
    spent.set(id, expires);
    return true;
  },

  async start() {
    return true;
  },

  async isLive(_tenant, id) {
    return !ended.has(id) && !(await endedInBrowser()).includes(id);
  },

  // The renewal itself is a new cookie.
  renew: (tenant, id) => statelessSessions.isLive(tenant, id),

  async end({ session }, id) {
    ended.add(id);
    for (const oldest of ended) {
      if (ended.size <= mostInMemory) break;
      ended.delete(oldest);
    }
    const ids = [id, ...(await endedInBrowser())].slice(0, mostInCookie);
    const maxAge = session.maxMinutes * 60;
    (await cookies()).set(cookieName, ids.join("."), { ...frameCookie, maxAge });
  },
};

async function endedInBrowser(): Promise<string[]> {
  return (await cookies()).get(cookieName)?.value.split(".") ?? [];
}
