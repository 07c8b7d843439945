import type { SignIn } from "@/lib/auth/client";

/** ms that a request to the app's own server may take. That server gives the upstream half of it. */
const timeout = 10_000;

/**
 * Sends a request to a route of the app with `useSignIn().fetch`, which signs in again if the session has ended. Returns
 * the JSON value of a response that is ok or has the status `expected`. Throws if there is none.
 */
export async function request<Value>(
  fetch: SignIn["fetch"],
  path: string,
  expected: number,
  init?: RequestInit,
): Promise<Value> {
  const response = await fetch(path, { ...init, signal: AbortSignal.timeout(timeout) });
  if (response.ok || response.status === expected) return response.json();
  throw new Error(`The server responded with ${response.status}`);
}
