import type { ContactChannelType } from "@amazon-connect/contact";
import type { NewContact } from "../host/contacts/contact";
import { routingProfile } from "../host/simulated-instance";
import { sampleContacts } from "./sample-contacts";
import { type ScenarioContact, subtypes } from "./parts";

export type ChannelType = ContactChannelType["type"];

/** What the page's own preview is like: the agent dials, or discards it. */
export const usualPreview = { autoDialTimeout: 0, canDiscardPreview: true };

/** A channel with its usual subtype, or with another that the scenario's schema has found to be its own. */
export function channelOf(
  type: ChannelType,
  subtype: string = subtypes[type][0],
): ContactChannelType {
  return { type, subtype } as ContactChannelType;
}

/** A contact to ring, or to stand on the desk. What a scenario leaves open is a sample contact's. */
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

/** Without the fields that are undefined, so that a spread does not take what stands before it away. */
function defined<T extends object>(fields: T): Defined<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
