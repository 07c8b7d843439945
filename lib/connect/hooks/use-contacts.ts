"use client";

import { useConnection, useConnectionValue } from "../connect-app-provider";
import { noContacts, type OpenContacts } from "../contacts";

/**
 * The contact to show, and all that are open. An app that was opened for a contact has that one; one that
 * stays over all contacts (scope CROSS_CONTACTS) has the agent's, for which it needs Contact.Details.View.
 * On the idle desk there is none. `choose` shows another of them.
 *
 * @example
 * const { contactId, contactIds, choose } = useContacts();
 * const next = () => contactIds[0] && choose(contactIds[0]);
 */
export function useContacts(): OpenContacts & { choose: (contactId: string) => void } {
  const { chooseContact } = useConnection();
  const contacts = useConnectionValue((connection) => connection.getContacts(), noContacts);
  return { ...contacts, choose: chooseContact };
}
