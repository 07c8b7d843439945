import { ContactTopicKey, ParticipantStateType } from "@amazon-connect/contact";
import { type Contact, type ContactState, participantData } from "./contact";
import { RefusedError } from "../refused-error";
import type { Publish } from "../events";

/** What is known of the contacts on the agent's desk, and of who is on them. */
export class ContactList {
  list: readonly Contact[] = [];

  constructor(
    protected readonly publish: Publish,
    protected readonly changed: () => void,
  ) {}

  find(contactId: string | undefined): Contact | undefined {
    return this.list.find(({ id }) => id === contactId);
  }

  require(contactId: string): Contact {
    const contact = this.find(contactId);
    if (!contact) throw new RefusedError("contactNotFound", `There is no contact ${contactId}`);
    return contact;
  }

  requireState(contactId: string, states: readonly ContactState[]): Contact {
    const contact = this.require(contactId);
    if (!states.includes(contact.state)) {
      throw new RefusedError(
        "invalidState",
        `The contact ${contactId} is ${contact.state}, not ${states.join(" or ")}`,
      );
    }
    return contact;
  }

  update(contactId: string, change: Partial<Contact>): Contact {
    const contact = this.require(contactId);
    const updated = { ...contact, ...change };
    this.list = this.list.map((each) => (each === contact ? updated : each));
    this.changed();
    return updated;
  }

  /** Changes a participant's state and tells so; does nothing when it is in it already. */
  setParticipantState(contactId: string, participantId: string, state: ParticipantStateType): void {
    const { participants } = this.require(contactId);
    const before = participants.find(({ id }) => id === participantId);
    if (!before || before.state === state) return;
    this.update(contactId, {
      participants: participants.map((each) => (each === before ? { ...each, state } : each)),
    });
    const about = { contactId, parameter: participantId };
    const data = { participantId, contactId, state: { value: state } };
    this.publish(ContactTopicKey.ParticipantStateChanged, data, about);
  }

  disconnected(contactId: string, participantId: string): void {
    const participant = this.require(contactId).participants.find(({ id }) => id === participantId);
    if (!participant || participant.state === ParticipantStateType.Disconnected) return;
    this.setParticipantState(contactId, participantId, ParticipantStateType.Disconnected);
    this.publish(
      ContactTopicKey.ParticipantDisconnected,
      { participant: participantData(contactId, participant) },
      { contactId, parameter: contactId },
    );
  }
}
