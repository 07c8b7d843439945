"use client";

import { useConnection, useConnectionValue } from "../connect-app-provider";
import { noContacts, type OpenContacts } from "../contacts";

/**
 * Returns the contact to show, and all open contacts. An app that was opened for a contact has that contact. An app
 * that stays open for all contacts (scope CROSS_CONTACTS) has the agent's contacts, and needs Contact.Details.View.
 * While the agent has no contact, there is none. `choose` shows another open contact.
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
