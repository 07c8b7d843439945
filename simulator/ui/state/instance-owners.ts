import { useState } from "react";
import type { DeskState } from "./desk-state";

/** For whom an instance of an app was opened; `contactId` is null for the idle desk. */
export interface InstanceOwner {
  contactId: string | null;
  /** Its one frame stays open for all contacts. */
  spansContacts: boolean;
  name: string;
}

export type InstanceOwners = ReadonlyMap<string, InstanceOwner>;

/**
 * Remembers the owner of every instance. The engine forgets an instance when its frame is gone, but the log
 * still contains it.
 */
export function useInstanceOwners({ apps, contacts, catalogue }: DeskState): InstanceOwners {
  const [owners, setOwners] = useState<InstanceOwners>(new Map());
  const unseen = apps.filter(({ id }) => !owners.has(id));
  if (unseen.length > 0) {
    const added = unseen.map(({ id, scope, config, spansContacts }) => {
      const contactId = scope.type === "contact" ? scope.contactId : null;
      const customer = contacts.find((each) => each.id === contactId)?.customer;
      const whose = spansContacts ? "All contacts" : (customer ?? "Idle desk");
      const name = catalogue.length > 1 ? `${config.name}, ${whose}` : whose;
      return [id, { contactId, spansContacts, name }] as const;
    });
    setOwners(new Map([...owners, ...added]));
  }
  return owners;
}
