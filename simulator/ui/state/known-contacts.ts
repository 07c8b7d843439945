import { useState } from "react";
import type { DeskState } from "./desk-state";

/** The customer of each contact by its id, oldest first. */
export type KnownContacts = ReadonlyMap<string, string>;

/**
 * Remembers the customer of every contact. The engine forgets a contact that is closed, but the log still
 * contains it.
 */
export function useKnownContacts({ contacts }: DeskState): KnownContacts {
  const [known, setKnown] = useState<KnownContacts>(new Map());
  const unseen = contacts.filter(({ id }) => !known.has(id));
  if (unseen.length > 0) {
    setKnown(new Map([...known, ...unseen.map(({ id, customer }) => [id, customer] as const)]));
  }
  return known;
}
