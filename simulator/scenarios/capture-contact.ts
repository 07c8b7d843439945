import { type Contact, usualParticipantState } from "../host/contacts/contact";
import { quickConnects, routingProfile, supportQueue } from "../host/simulated-instance";
import type { StandingScenarioContact } from "./parts";

type Participants = NonNullable<StandingScenarioContact["participants"]>;

/** A contact as it stands, under the name that the scenario refers to it by. */
export function captureContact(contact: Contact, id: string): StandingScenarioContact {
  const { channel, queue, phoneNumber, preview, description, references, autoAccept } = contact;
  const participants = captureParticipants(contact);
  const isKnownQueue = routingProfile.queues.some(({ name }) => name === queue.name);
  return {
    id,
    channel: channel.type,
    subtype: channel.subtype,
    state: contact.state,
    direction: contact.direction,
    customer: contact.customer,
    attributes: { ...contact.attributes },
    ...(phoneNumber && { phoneNumber }),
    ...(isKnownQueue && queue.name !== supportQueue.name && { queue: queue.name }),
    ...(contact.initialContactId !== contact.id && { initialContactId: contact.initialContactId }),
    ...(description && { description }),
    ...(Object.keys(references).length > 0 && { references: { ...references } }),
    ...(preview && { preview }),
    ...(autoAccept && { autoAccept }),
    ...(participants.length > 0 && { participants }),
  };
}

/** Those who were called in, and the customer and the agent where they are not as usual. */
function captureParticipants({ state: contactState, participants }: Contact): Participants {
  const usual = usualParticipantState(contactState);
  const known = new Set(quickConnects.map(({ name }) => name));
  return participants.flatMap(({ name, isInitial, isSelf, state }) => {
    if (isInitial || isSelf) {
      return state === usual ? [] : [{ who: isSelf ? "agent" : "customer", state }];
    }
    // A scenario calls in by quick connect; a number of an app's own cannot be told.
    return known.has(name) ? [{ who: name, state }] : [];
  }) as Participants;
}
