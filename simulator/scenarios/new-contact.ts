import type { ContactChannelType } from "@amazon-connect/contact";
import type { NewContact } from "../host/contacts/contact";
import { routingProfile } from "../host/simulated-instance";
import { sampleContacts } from "./sample-contacts";
import { type ScenarioContact, subtypes } from "./parts";

export type ChannelType = ContactChannelType["type"];

/** The page's own preview: the agent dials or discards it. */
export const usualPreview = { autoDialTimeout: 0, canDiscardPreview: true };

/** A channel with its usual subtype, or with another one that the scenario's schema has checked. */
export function channelOf(
  type: ChannelType,
  subtype: string = subtypes[type][0],
): ContactChannelType {
  return { type, subtype } as ContactChannelType;
}

/** Creates a contact to ring or to put on the desk. Omitted fields come from a sample contact. */
export function newContactOf({
  id: _,
  channel,
  subtype,
  preview,
  queue,
  ...contact
}: ScenarioContact): NewContact {
  const sample = sampleContacts.next(channel);
  const named = routingProfile.queues.find(({ name }) => name === queue);
  return {
    ...sample,
    attributes: sample.attributes ?? {},
    ...defined(contact),
    channel: channelOf(channel, subtype),
    ...(named && { queue: named }),
    ...(preview && { preview: preview === true ? usualPreview : preview }),
  };
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Removes undefined fields, so that a spread does not overwrite earlier ones. */
function defined<T extends object>(fields: T): Defined<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
