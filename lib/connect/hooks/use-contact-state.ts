"use client";

import { useConnectionValue } from "../connect-app-provider";
import type { ContactState } from "../contacts";

/**
 * The state of a contact after its last event, also before this component mounted; `unknown` for null, and
 * until the first event. Needs Contact.Details.View. The events for incoming, connecting, pending and error
 * need `*`: see `useConnectEvent`.
 *
 * @example
 * const isOver = useContactState(contactId) === "cleared";
 */
export function useContactState(contactId: string | null): ContactState {
  return useConnectionValue((connection) => connection.getContactState(contactId), "unknown");
}
