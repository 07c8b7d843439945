import type { AgentSession } from "../agent";
import type { Challenge } from "../challenge";

/** A failed sign-in. `reason` selects the text that the agent reads. */
export class SignInError extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** The reason of a 503 while the server's session store is down. */
const storeDown = "session-store-down";

/** Whether a request failed because the server's session store is down. It says nothing about the session. */
export function isStoreDown(error: unknown): boolean {
  return error instanceof SignInError && error.reason === storeDown;
}

/** The same for a response, whose body can still be read. */
export async function saysStoreDown(response: Response): Promise<boolean> {
  return response.status === 503 && (await reasonOf(response.clone())) === storeDown;
}

/** Fetches and renews the agent's session; null if there is none. Throws if the request fails. */
export async function loadSession(signal?: AbortSignal): Promise<AgentSession | null> {
  const response = await fetch("/api/sign-in/session", { cache: "no-store", signal });
  if (response.status === 401) return null;
  if (!response.ok) throw await errorOf(response, "The session could not be read");
  return (await response.json()) as AgentSession;
}

/**
 * Exchanges a code for a session. Without `code`, it uses the code that the sign-in window left in the browser, and
 * returns null while there is none. Throws SignInError if the server refuses the code.
 */
export async function redeem(
  { verifier }: Challenge,
  { code, desk, signal }: { code?: string; desk: string | null; signal: AbortSignal },
): Promise<AgentSession | null> {
  const body = { verifier, code, desk: desk ?? "" };
  const response = await post("/api/sign-in/redeem", body, signal);
  if (response.status === 202) return null;
  if (response.status >= 500) throw await errorOf(response, "The code could not be redeemed");
  if (!response.ok) throw new SignInError(await reasonOf(response));
  const session = await loadSession(signal);
  // The code was redeemed, but the browser did not store the session's cookie.
  if (!session) throw new SignInError("cookie-blocked");
  return session;
}

/**
 * Ends the session with this app. Throws if it may not have ended. `ticket` connects it with the window that ends the
 * session at the identity provider.
 */
export async function endSession(ticket?: string): Promise<void> {
  const response = await post("/api/sign-in/out", { ticket });
  if (!response.ok) throw await errorOf(response, "The session could not be ended");
}

async function errorOf(response: Response, message: string): Promise<Error> {
  if (await saysStoreDown(response)) return new SignInError(storeDown);
  return new Error(`${message}: ${response.status}`);
}

function post(url: string, body: object, signal?: AbortSignal): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
}

async function reasonOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const reason = body && typeof body === "object" && "reason" in body ? body.reason : null;
  return typeof reason === "string" ? reason : "failed";
}
