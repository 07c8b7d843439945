import "server-only";
import { cookies } from "next/headers";
import type { Tenant } from "@/lib/tenants/tenant";
import { frameCookie } from "./frame-cookie";

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

/** Ends a session permanently. */
export async function endSession({ session }: Tenant, id: string): Promise<void> {
  ended.add(id);
  for (const oldest of ended) {
    if (ended.size <= mostInMemory) break;
    ended.delete(oldest);
  }
  const ids = [id, ...(await endedInBrowser())].slice(0, mostInCookie);
  const maxAge = session.maxMinutes * 60;
  (await cookies()).set(cookieName, ids.join("."), { ...frameCookie, maxAge });
}

/** Whether a session has ended, as far as this browser and this process know. */
export async function hasEnded(id: string): Promise<boolean> {
  return ended.has(id) || (await endedInBrowser()).includes(id);
}

async function endedInBrowser(): Promise<string[]> {
  return (await cookies()).get(cookieName)?.value.split(".") ?? [];
}
