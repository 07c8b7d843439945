import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Tenant } from "@/lib/tenants/tenant";
import { findSharedStore } from "./open-session-store";
import { seal, unseal } from "./sealed";
import { findTokens } from "./tokens";

/*
 * A sign-out everywhere has two requests at the same time: the frame ends the session, and a window goes to the
 * identity provider. Only the frame has the session's cookie, because the browser keeps the window's apart. So the frame
 * gives both requests the same random ticket, under which the server passes the ID token from one to the other.
 */

/** Seconds that an ID token waits for the window. */
const lifetime = 60;
/** ms that the window waits for the frame's request, and ms between two looks. */
const patience = 2_000;
const interval = 100;

export const ticketSchema = z.uuid().optional().catch(undefined);
const hintSchema = z.object({ ticket: z.string(), idToken: z.string().optional() });

/**
 * Leaves the ID token of a session for the window with this ticket. Call it before the session ends.
 *
 * @throws SessionStoreDown
 */
export async function leaveIdToken(tenant: Tenant, session: string, ticket: string): Promise<void> {
  const store = findSharedStore()?.tokens;
  if (!store) return;
  const idToken = (await findTokens(store, tenant, session))?.idToken;
  const sealed = await seal(tenant, "id-token-hint", { ticket, idToken }, lifetime);
  await store.leave(tenant, ticket, sealed, lifetime);
}

/**
 * The ID token that the frame's request left under this ticket, once. Undefined without a session store, or if there is
 * none within 2 s.
 *
 * @throws SessionStoreDown
 */
export async function takeIdToken(tenant: Tenant, ticket: string): Promise<string | undefined> {
  const store = findSharedStore()?.tokens;
  if (!store) return undefined;
  const deadline = performance.now() + patience;
  let sealed = await store.take(tenant, ticket);
  while (sealed === null && performance.now() < deadline) {
    await wait(interval);
    sealed = await store.take(tenant, ticket);
  }
  const opened = await unseal(tenant, "id-token-hint", sealed ?? "", hintSchema);
  return opened.ok && opened.value.ticket === ticket ? opened.value.idToken : undefined;
}
