import {
  type AgentState,
  ContactLifecycleTopicKey,
  ContactTopicKey,
  ParticipantStateType,
  type QuickConnect,
} from "@amazon-connect/contact";
import {
  type Contact,
  type ContactState,
  isVoice,
  type NewContact,
  newContact,
  type Participant,
  participantData,
  type Placement,
  placedContact,
} from "./contact";
import { RefusedError } from "../refused-error";
import { systemStates } from "../simulated-instance";
import type { AgentDesk } from "../agent/agent-desk";
import type { Publish } from "../events";
import { findLackOfRoom } from "./room";
import { Timers } from "../timers";

type Preview = NonNullable<Contact["preview"]>;

/** From these a contact can be cleared, as with Connect's `DismissUserContact`. */
const clearable: readonly ContactState[] = ["acw", "missed", "rejected", "error"];
/** In these the agent and the customer are, or are about to be, in a conversation. */
const underWay: readonly ContactState[] = ["pending", "connecting", "connected"];

/** The contacts on the agent's desk, and their states. Throws if the state forbids a change. */
export class Contacts {
  list: readonly Contact[] = [];

  private readonly timers = new Timers();

  constructor(
    private readonly desk: AgentDesk,
    private readonly publish: Publish,
    private readonly changed: () => void,
    /** ms that a dialled customer's phone rings. */
    private readonly ringingTime: number,
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

  /** Changes a participant's state and sends the event; does nothing if the state is the same. */
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

  /** Rings a contact, if the agent's routing profile allows another one of its channel. */
  offer(contact: NewContact): Contact {
    const refusal = findLackOfRoom(contact.channel, this.list, this.desk.agent.routingProfile);
    if (refusal) throw new RefusedError("noRoom", refusal);
    const offered = this.add({ direction: "inbound", ...contact });
    this.publishLifecycle(offered, ContactLifecycleTopicKey.Incoming);
    if (offered.autoAccept) this.accept(offered.id);
    return this.require(offered.id);
  }

  /** Makes an outbound call: the customer's phone rings, then the call is connected. */
  call(contact: NewContact): Contact {
    const dialled = this.add({ ...contact, direction: "outbound" });
    this.publishLifecycle(dialled, ContactLifecycleTopicKey.Connecting);
    this.ring(dialled.id);
    return this.require(dialled.id);
  }

  /**
   * Calls a number in E.164 format, from the queue of that ARN or the agent's usual one. Throws `RefusedError` if the agent
   * may not call it, or is on another call.
   */
  callNumber(phoneNumber: string, queueARN?: string): Contact {
    const { outboundCallPermission, dialableCountries, routingProfile } = this.desk.agent;
    if (!outboundCallPermission) {
      throw new RefusedError("noPermission", "The agent may not make outbound calls");
    }
    if (!/^\+[1-9]\d{1,14}$/.test(phoneNumber)) {
      throw new RefusedError("invalidPhoneNumber", `${phoneNumber} is not in E.164 format`);
    }
    if (!dialableCountries.some(({ callingCode }) => phoneNumber.startsWith(callingCode))) {
      throw new RefusedError("invalidPhoneNumber", `The agent may not call ${phoneNumber}`);
    }
    const { queues, defaultOutboundQueue } = routingProfile;
    const queue = queueARN
      ? queues.find((each) => each.queueARN === queueARN)
      : defaultOutboundQueue;
    if (!queue) throw new RefusedError("invalidQueue", `There is no queue ${queueARN}`);
    if (this.list.some((each) => isVoice(each) && each.state !== "acw")) {
      throw new RefusedError("invalidState", "The agent is on another call");
    }
    return this.call({
      channel: { type: "voice", subtype: "connect:Telephony" },
      customer: phoneNumber,
      phoneNumber,
      queue,
    });
  }

  /** Opens a contact that the agent has begun, such as a draft. `prepare` runs before its first event. */
  open(contact: NewContact, prepare: (contact: Contact) => void): Contact {
    const opened = this.add({ ...contact, direction: "outbound" });
    prepare(opened);
    this.publishLifecycle(opened, ContactLifecycleTopicKey.Connecting);
    this.connect(opened.id);
    return this.require(opened.id);
  }

  /** Puts a contact on the desk in a given state, without events. */
  place(contact: NewContact, placement: Placement): Contact {
    const placed = this.enlist(placedContact(contact, placement, this.desk.agent.name));
    if (placed.state === "connecting") this.ring(placed.id);
    if (placed.state === "pending" && placed.preview) this.awaitDial(placed.id, placed.preview);
    return this.require(placed.id);
  }

  accept(contactId: string): void {
    const contact = this.require(contactId);
    const isCallback = contact.channel.type === "queue_callback";
    if (contact.preview || (isCallback && contact.state === "incoming")) {
      this.move(contactId, ["incoming"], "pending", ContactLifecycleTopicKey.Pending);
      if (contact.preview) this.awaitDial(contactId, contact.preview);
      else this.dial(contactId);
      return;
    }
    this.move(
      contactId,
      ["incoming", "pending"],
      "connecting",
      ContactLifecycleTopicKey.Connecting,
    );
    this.connect(contactId);
  }

  /** Ends the preview of a contact and dials the customer. Returns the customer's participant. */
  engagePreview(contactId: string): Participant {
    const contact = this.require(contactId);
    if (!contact.preview || contact.state !== "pending") {
      throw new RefusedError("invalidState", `The contact ${contactId} is not being previewed`);
    }
    this.dial(contactId);
    return initialParticipant(this.require(contactId));
  }

  pend(contactId: string): void {
    this.move(contactId, ["incoming"], "pending", ContactLifecycleTopicKey.Pending);
  }

  reject(contactId: string): void {
    this.move(contactId, ["incoming", "pending"], "rejected");
  }

  miss(contactId: string): void {
    this.move(contactId, ["incoming", "pending"], "missed", ContactLifecycleTopicKey.Missed);
  }

  fail(contactId: string): void {
    this.move(contactId, ["incoming", ...underWay], "error", ContactLifecycleTopicKey.Error);
  }

  /** Ends the conversation for everyone and starts after-contact work. */
  end(contactId: string): void {
    const { participants } = this.requireState(contactId, underWay);
    for (const { id } of participants) this.disconnected(contactId, id);
    this.startAfterWork(contactId);
  }

  /** Lets the agent leave; the others may continue. */
  leave(contactId: string): void {
    const { preview, state, participants } = this.require(contactId);
    if (preview && state === "pending" && !preview.canDiscardPreview) {
      throw new RefusedError("invalidState", `The preview of ${contactId} cannot be discarded`);
    }
    this.startAfterWork(contactId);
    for (const { id, isSelf } of participants) if (isSelf) this.disconnected(contactId, id);
  }

  transfer(contactId: string, quickConnect: QuickConnect): void {
    const known = this.desk.agent.quickConnects.some(
      ({ endpointARN, type }) =>
        endpointARN === quickConnect.endpointARN && type !== "phone_number",
    );
    if (!known) {
      throw new RefusedError(
        "invalidQuickConnect",
        "A contact is transferred to an agent or a queue",
      );
    }
    this.requireState(contactId, ["connected"]);
    this.leave(contactId);
  }

  clear(contactId: string): void {
    const contact = this.requireState(contactId, clearable);
    this.timers.stop(contactId);
    this.list = this.list.filter(({ id }) => id !== contactId);
    this.publishLifecycle(contact, ContactLifecycleTopicKey.Cleared);
    this.publishLifecycle(contact, ContactLifecycleTopicKey.Destroyed);
    this.changed();
    this.desk.follow(this.list.length, systemStateOf(this.list));
  }

  /** Removes all contacts from the desk: they are no longer this agent's. */
  release(): void {
    for (const { id } of this.list) this.timers.stop(id);
    this.list = [];
    this.changed();
    this.desk.follow(this.list.length, systemStateOf(this.list));
  }

  private add(contact: NewContact): Contact {
    return this.enlist(newContact(contact, this.desk.agent.name));
  }

  private enlist(contact: Contact): Contact {
    this.list = [...this.list, contact];
    this.changed();
    this.desk.follow(this.list.length, systemStateOf(this.list));
    return contact;
  }

  /** A preview that dials by itself, in seconds; 0 waits for the agent. */
  private awaitDial(contactId: string, { autoDialTimeout }: Preview): void {
    if (autoDialTimeout === 0) return;
    this.timers.start(contactId, autoDialTimeout * 1_000, () => this.dial(contactId));
  }

  private dial(contactId: string): void {
    this.move(contactId, ["pending"], "connecting", ContactLifecycleTopicKey.Connecting);
    this.ring(contactId);
  }

  private ring(contactId: string): void {
    this.timers.start(contactId, this.ringingTime, () => this.connect(contactId));
  }

  private connect(contactId: string): void {
    this.update(contactId, { preview: null });
    for (const { id } of this.require(contactId).participants) {
      this.setParticipantState(contactId, id, ParticipantStateType.Connected);
    }
    this.move(contactId, ["connecting"], "connected", ContactLifecycleTopicKey.Connected);
  }

  private startAfterWork(contactId: string): void {
    this.move(contactId, underWay, "acw", ContactLifecycleTopicKey.StartingACW);
  }

  private move(
    contactId: string,
    from: readonly ContactState[],
    state: ContactState,
    topic?: ContactLifecycleTopicKey,
  ): void {
    this.requireState(contactId, from);
    this.timers.stop(contactId);
    const moved = this.update(contactId, { state, stateSince: Date.now() });
    if (topic) this.publishLifecycle(moved, topic);
    this.desk.follow(this.list.length, systemStateOf(this.list));
  }

  private publishLifecycle(contact: Contact, key: ContactLifecycleTopicKey): void {
    const { id: contactId, initialContactId, channel } = contact;
    this.publish(
      key,
      { contactId, initialContactId, ...channel },
      { contactId, parameter: contactId },
    );
  }
}

function initialParticipant(contact: Contact): Participant {
  const participant = contact.participants.find(({ isInitial }) => isInitial);
  if (!participant) throw new Error(`The contact ${contact.id} has no initial participant`);
  return participant;
}

/** The state that contacts cause, or null if the chosen state applies. */
function systemStateOf(contacts: readonly Contact[]): AgentState | null {
  if (contacts.some((contact) => contact.state === "missed" && isVoice(contact))) {
    return systemStates.missedCall;
  }
  const isAfterWork = contacts.length > 0 && contacts.every(({ state }) => state === "acw");
  return isAfterWork ? systemStates.afterCallWork : null;
}
