"use client";

import { ContactClient } from "@amazon-connect/contact";
import { useState } from "react";
import { useConnectEvent } from "./use-connect-event";

/** `unknown` until the first event: the SDK has no request for it. `acw` is after-contact work. */
export type ContactState = "unknown" | "connected" | "acw" | "missed" | "cleared";

/**
 * What the last event of a contact made of it. Needs Contact.Details.View. Incoming, connecting, pending
 * and error are events that need `*`: see `useConnectEvent`.
 *
 * @example
 * const isOver = useContactState(contactId) === "cleared";
 */
export function useContactState(contactId: string): ContactState {
  const [last, setLast] = useState<{ contactId: string; state: ContactState }>();
  const enter = (state: ContactState) => () => setLast({ contactId, state });
  useConnectEvent(ContactClient, "Connected", enter("connected"), contactId);
  useConnectEvent(ContactClient, "StartingAcw", enter("acw"), contactId);
  useConnectEvent(ContactClient, "Missed", enter("missed"), contactId);
  useConnectEvent(ContactClient, "Cleared", enter("cleared"), contactId);
  return last?.contactId === contactId ? last.state : "unknown";
}
