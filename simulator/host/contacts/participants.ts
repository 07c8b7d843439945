import { ContactTopicKey, ParticipantStateType, type QuickConnect } from "@amazon-connect/contact";
import { VoiceTopicKeys } from "@amazon-connect/voice";
import {
  addedParticipant,
  type Contact,
  isVoice,
  type Participant,
  participantData,
} from "./contact";
import { RefusedError } from "../refused-error";
import type { Contacts } from "./contacts";
import type { Publish } from "../events";
import { Timers } from "../timers";

interface Found {
  contact: Contact;
  participant: Participant;
}

/** Manages the participants of a contact: third parties, hold and conference. */
export class Participants {
  private readonly timers = new Timers();

  constructor(
    private readonly contacts: Contacts,
    private readonly publish: Publish,
    /** ms that an added participant's phone rings. */
    private readonly ringingTime: number,
  ) {}

  require(participantId: string): Found {
    for (const contact of this.contacts.list) {
      const participant = contact.participants.find(({ id }) => id === participantId);
      if (participant) return { contact, participant };
    }
    throw new RefusedError("participantNotFound", `There is no participant ${participantId}`);
  }

  requireSelf(contactId: string): Found {
    const contact = this.contacts.require(contactId);
    const participant = contact.participants.find(({ isSelf }) => isSelf);
    if (!participant) throw new Error(`The agent is no participant of ${contactId}`);
    return { contact, participant };
  }

  /** Adds a participant. On voice, the others are on hold until the conference. */
  add(contactId: string, quickConnect: QuickConnect): string {
    const contact = this.contacts.requireState(contactId, ["connected"]);
    const added = addedParticipant(quickConnect, ParticipantStateType.Connecting);
    if (isVoice(contact)) {
      for (const { id, isSelf, state } of contact.participants) {
        if (!isSelf && state === ParticipantStateType.Connected) this.hold(id);
      }
    }
    const { participants } = this.contacts.require(contactId);
    this.contacts.update(contactId, { participants: [...participants, added] });
    const about = { contactId, parameter: contactId };
    const participant = participantData(contactId, added);
    this.publish(ContactTopicKey.ParticipantAdded, { participant }, about);
    this.awaitAnswer(contactId, added.id);
    return added.id;
  }

  /** Rings the phones of participants who are being added. */
  ring(contactId: string): void {
    for (const { id, isInitial, isSelf, state } of this.contacts.require(contactId).participants) {
      const isCalled = !isInitial && !isSelf && state === ParticipantStateType.Connecting;
      if (isCalled) this.awaitAnswer(contactId, id);
    }
  }

  /** Disconnects a participant. The contact ends if only the agent is left. */
  disconnect(participantId: string): void {
    const { contact, participant } = this.require(participantId);
    this.contacts.requireState(contact.id, ["connecting", "connected"]);
    this.timers.stop(participantId);
    if (participant.isSelf) {
      this.contacts.leave(contact.id);
      return;
    }
    this.contacts.disconnected(contact.id, participantId);
    const { participants } = this.contacts.require(contact.id);
    if (!participants.some((each) => !each.isSelf && isThere(each))) this.contacts.end(contact.id);
  }

  hold(participantId: string): void {
    this.turn(participantId, ParticipantStateType.Connected, ParticipantStateType.Hold);
  }

  resume(participantId: string): void {
    this.turn(participantId, ParticipantStateType.Hold, ParticipantStateType.Connected);
  }

  /** Connects everyone on the contact with everyone. */
  conference(contactId: string): void {
    const contact = this.contacts.requireState(contactId, ["connected"]);
    for (const { id, state } of contact.participants) {
      if (state === ParticipantStateType.Hold) this.resume(id);
    }
  }

  private awaitAnswer(contactId: string, participantId: string): void {
    this.timers.start(participantId, this.ringingTime, () => {
      const now = this.contacts
        .find(contactId)
        ?.participants.find(({ id }) => id === participantId);
      if (now?.state !== ParticipantStateType.Connecting) return;
      this.contacts.setParticipantState(contactId, participantId, ParticipantStateType.Connected);
    });
  }

  private turn(participantId: string, from: ParticipantStateType, to: ParticipantStateType): void {
    const { contact, participant } = this.require(participantId);
    if (!isVoice(contact)) {
      throw new RefusedError("invalidState", `The contact ${contact.id} is no voice contact`);
    }
    this.contacts.requireState(contact.id, ["connected"]);
    if (participant.state !== from) {
      throw new RefusedError(
        "invalidState",
        `The participant ${participantId} is ${participant.state}, not ${from}`,
      );
    }
    this.contacts.setParticipantState(contact.id, participantId, to);
    this.publishHold(contact.id, participant, to === ParticipantStateType.Hold);
  }

  private publishHold(contactId: string, { id, isSelf }: Participant, isOnHold: boolean): void {
    const ofParticipant = { contactId, parameter: id };
    const ofContact = { contactId, parameter: contactId };
    const who = { participantId: id, contactId };
    const { ParticipantHold, ParticipantResume, SelfHold, SelfResume } = VoiceTopicKeys;
    if (isOnHold) {
      this.publish(ParticipantHold, { ...who, isOnHold }, ofParticipant);
      if (isSelf) this.publish(SelfHold, { ...who, isOnHold }, ofContact);
    } else {
      this.publish(ParticipantResume, { ...who, isOnHold }, ofParticipant);
      if (isSelf) this.publish(SelfResume, { ...who, isOnHold }, ofContact);
    }
    const canResume = { ...who, canResumeConnection: isOnHold };
    this.publish(VoiceTopicKeys.CanResumeParticipantChanged, canResume, ofParticipant);
    if (isSelf) this.publish(VoiceTopicKeys.CanResumeSelfChanged, canResume, ofContact);
  }
}

/** Whether a participant is on the contact, or being called. */
export function isThere({ state }: Participant): boolean {
  return state !== ParticipantStateType.Disconnected && state !== ParticipantStateType.Rejected;
}
