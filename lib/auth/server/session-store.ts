import "server-only";
import { createHash } from "node:crypto";
import { messagesFor } from "@/lib/messages/for-request";
import type { Tenant } from "@/lib/tenants/tenant";

/** A session that starts. */
export interface NewSession {
  id: string;
  agentId: string;
  /** The session at the identity provider, from `providerSessionOf`. */
  providerSession: string;
  /** Epoch seconds at which the sign-in at the provider was complete. */
  signedIn: number;
}

/**
 * Names a session at the identity provider by its `sid`. Without one, all of the agent's sessions there have the
 * same name. A hash, because a `sid` may have any length.
 */
export function providerSessionOf(session: { sid: string } | { sub: string }): string {
  return createHash("sha256").update(JSON.stringify(session)).digest("base64url");
}

/** What the servers know about sessions besides the cookie. Every method may throw SessionStoreDown. */
export interface SessionStore {
  /** Throws if no session could start now. */
  check(): Promise<void>;
  /** Marks a code or a token as used until `expires`, in epoch seconds. False if it was used before. */
  spend(tenant: Tenant, id: string, expires: number): Promise<boolean>;
  /** Starts a session. False if the agent's sessions were ended after `signedIn`. */
  start(tenant: Tenant, session: NewSession): Promise<boolean>;
  /** Whether a session has not ended. */
  isLive(tenant: Tenant, id: string): Promise<boolean>;
  /** Lets a session last for another idle limit. False if it has ended. */
  renew(tenant: Tenant, id: string): Promise<boolean>;
  /** Ends a session permanently. */
  end(tenant: Tenant, id: string): Promise<void>;
}

/** Thrown if the store fails or does not respond within a second. */
export class SessionStoreDown extends Error {
  override readonly name = "SessionStoreDown";
}

/** By name: Next creates this module, and the class, once for each kind of bundle. */
export function isSessionStoreDown(error: unknown): boolean {
  return error instanceof Error && error.name === "SessionStoreDown";
}

/** The reason that the browser gets. It selects the text that the agent reads. */
export const storeDownReason = "session-store-down";

/** The response to an error while a session is read, if it is the store's. Throws every other error. */
export function respondStoreError(request: Request, error: unknown): Promise<Response> {
  if (!isSessionStoreDown(error)) throw error;
  return respondStoreDown(request);
}

/** The response to a request that needs the store while it is down: 503. */
export async function respondStoreDown(request: Request): Promise<Response> {
  const { signIn } = await messagesFor(request);
  const text = signIn.failures[storeDownReason];
  return Response.json({ reason: storeDownReason, text }, { status: 503 });
}
