import { type Contact, usualParticipantState } from "../host/contacts/contact";
import { quickConnects, routingProfile, supportQueue } from "../host/simulated-instance";
import type { PlacedScenarioContact } from "./parts";

type Participants = NonNullable<PlacedScenarioContact["participants"]>;

/** Captures a contact's current state, under its name in the scenario. */
export function captureContact(contact: Contact, id: string): PlacedScenarioContact {
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

/** The added participants, and the customer and the agent if their state is unusual. */
function captureParticipants({ state: contactState, participants }: Contact): Participants {
  const usual = usualParticipantState(contactState);
  const known = new Set(quickConnects.map(({ name }) => name));
  return participants.flatMap(({ name, isInitial, isSelf, state }) => {
    if (isInitial || isSelf) {
      return state === usual ? [] : [{ who: isSelf ? "agent" : "customer", state }];
    }
    // A scenario adds participants by quick connect, so a number that an app dialled cannot be captured.
    return known.has(name) ? [{ who: name, state }] : [];
  }) as Participants;
}
