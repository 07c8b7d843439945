import type { AgentSession } from "../agent";
import type { Challenge } from "../challenge";

/** A failed sign-in. `reason` selects the text that the agent reads. */
export class SignInError extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Fetches and renews the agent's session; null if there is none. Throws if the request fails. */
export async function loadSession(signal?: AbortSignal): Promise<AgentSession | null> {
  const response = await fetch("/api/sign-in/session", { cache: "no-store", signal });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The session could not be read: ${response.status}`);
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
  if (response.status >= 500) throw new Error(`The code could not be redeemed: ${response.status}`);
  if (!response.ok) throw new SignInError(await reasonOf(response));
  const session = await loadSession(signal);
  // The code was redeemed, but the browser did not store the session's cookie.
  if (!session) throw new SignInError("cookie-blocked");
  return session;
}

/** Ends the session with this app. Throws if it may not have ended. */
export async function endSession(): Promise<void> {
  const response = await post("/api/sign-in/out", {});
  if (!response.ok) throw new Error(`The session could not be ended: ${response.status}`);
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
