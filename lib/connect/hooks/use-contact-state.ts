"use client";

import { useConnectionValue } from "../connect-app-provider";
import type { ContactState } from "../contacts";

/**
 * What the last event of a contact made of it, events before this component mounted included; `unknown` for
 * null, and until the first event. Needs Contact.Details.View. Incoming, connecting, pending and error are
 * events that need `*`: see `useConnectEvent`.
 *
 * @example
 * const isOver = useContactState(contactId) === "cleared";
 */
export function useContactState(contactId: string | null): ContactState {
  return useConnectionValue((connection) => connection.getContactState(contactId), "unknown");
}
