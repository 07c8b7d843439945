import { openRedisSessions } from "@/lib/auth/server/redis-sessions";
import type { Finding } from "../finding";

/** Connects to the session store, writes a key and deletes it. */
export async function checkSessionStore(url: string): Promise<Finding[]> {
  const store = openRedisSessions(url);
  try {
    await store.check();
    return [];
  } catch (error) {
    // Without the address, which may contain a password.
    return [{ code: "session-store-down", what: (error as Error).message }];
  } finally {
    await store.close();
  }
}
