import type { ContactChannelType } from "@amazon-connect/contact";
import type { NewContact } from "../host/contact";
import { sampleContacts } from "../ui/contact/sample-contacts";
import type { ScenarioContact } from "./parts";

export type ChannelType = ContactChannelType["type"];

/** A contact's type and usual subtype. */
export const channels: { [Type in ChannelType]: ContactChannelType & { type: Type } } = {
  voice: { type: "voice", subtype: "connect:Telephony" },
  queue_callback: { type: "queue_callback", subtype: "connect:Telephony" },
  chat: { type: "chat", subtype: "connect:Chat" },
  task: { type: "task", subtype: "connect:Task" },
  email: { type: "email", subtype: "connect:Email" },
};

/** The contact that rings. What a scenario leaves open is a sample contact's. */
export function newContactOf(contact: ScenarioContact): NewContact {
  const sample = sampleContacts.next(contact.channel);
  return {
    ...sample,
    channel: channels[contact.channel],
    customer: contact.customer ?? sample.customer,
    attributes: contact.attributes ?? sample.attributes ?? {},
    ...(contact.direction && { direction: contact.direction }),
    ...(contact.description && { description: contact.description }),
    ...(contact.references && { references: contact.references }),
    ...(contact.preview && { preview: { autoDialTimeout: 0, canDiscardPreview: true } }),
  };
}
