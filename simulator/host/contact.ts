import type { ContactChannelType } from "@amazon-connect/contact";

/** The states a contact goes through here; `acw` is after-contact work. */
export type ContactState = "incoming" | "connected" | "acw";

export interface Contact {
  id: string;
  channel: ContactChannelType;
  state: ContactState;
  /** Who the agent sees in the contact list. */
  customer: string;
  attributes: Record<string, string>;
  queue: { name: string; queueARN: string; queueId: string };
  /** Epoch ms of the last change of state. */
  stateSince: number;
}

/** What a caller says of a contact; the workspace fills in the rest. */
export type NewContact = Pick<Contact, "channel" | "customer"> &
  Partial<Pick<Contact, "attributes">>;

const queue = {
  name: "Support",
  queueId: "0a1b2c3d-0000-4000-8000-000000000001",
  queueARN:
    "arn:aws:connect:us-east-1:111122223333:instance/5ac1b2d3-0000-4000-8000-000000000001/queue/0a1b2c3d-0000-4000-8000-000000000001",
};

export function incomingContact(contact: NewContact): Contact {
  return {
    attributes: {},
    ...contact,
    id: crypto.randomUUID(),
    state: "incoming",
    queue,
    stateSince: Date.now(),
  };
}
