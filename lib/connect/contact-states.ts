import type { ContactClient } from "@amazon-connect/contact";
import { subscribeToEvent } from "./events";

/**
 * What the last event of a contact made of it; `unknown` until the first. The SDK has no request for it.
 * `acw` is after-contact work.
 */
export type ContactState = "unknown" | "connected" | "acw" | "missed" | "cleared";

/**
 * Calls `enter` at each event that changes the state of `contactId`, or of every contact without it. Needs
 * Contact.Details.View.
 */
export function followContactStates(
  contacts: ContactClient,
  contactId: string | undefined,
  enter: (contactId: string, state: ContactState) => void,
): void {
  const entering =
    (state: ContactState) =>
    async ({ contactId }: { contactId: string }) =>
      enter(contactId, state);
  subscribeToEvent(contacts, "Connected", entering("connected"), contactId);
  subscribeToEvent(contacts, "StartingAcw", entering("acw"), contactId);
  subscribeToEvent(contacts, "Missed", entering("missed"), contactId);
  subscribeToEvent(contacts, "Cleared", entering("cleared"), contactId);
}
