import { useState } from "react";
import type { DeskState } from "./desk-state";

/**
 * For whom an instance of an app was opened; `contactId` is null for the idle desk, and undefined for a service, which
 * is on no desk.
 */
export interface InstanceOwner {
  contactId: string | null | undefined;
  /** Its one frame stays open for all contacts. */
  spansContacts: boolean;
  name: string;
}

export type InstanceOwners = ReadonlyMap<string, InstanceOwner>;

/**
 * Remembers the owner of every instance. The engine forgets an instance when its frame is gone, but the log
 * still contains it.
 */
export function useInstanceOwners({
  apps,
  services,
  contacts,
  catalogue,
}: DeskState): InstanceOwners {
  const [owners, setOwners] = useState<InstanceOwners>(new Map());
  const isUnseen = ({ id }: { id: string }) => !owners.has(id);
  const unseen = apps.filter(isUnseen);
  const unseenServices = services.filter(isUnseen);
  if (unseen.length + unseenServices.length > 0) {
    const addedServices = unseenServices.map(({ id, config }) => {
      const name = `Service ${config.name}`;
      return [id, { contactId: undefined, spansContacts: false, name }] as const;
    });
    const added = unseen.map(({ id, scope, config, spansContacts }) => {
      const contactId = scope.type === "contact" ? scope.contactId : null;
      const customer = contacts.find((each) => each.id === contactId)?.customer;
      const whose = spansContacts ? "All contacts" : (customer ?? "Idle desk");
      const name = catalogue.length > 1 ? `${config.name}, ${whose}` : whose;
      return [id, { contactId, spansContacts, name }] as const;
    });
    setOwners(new Map([...owners, ...addedServices, ...added]));
  }
  return owners;
}
