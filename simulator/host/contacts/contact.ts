import {
  type ContactChannelType,
  type GetPreviewConfigurationResponse,
  type ParticipantData,
  ParticipantStateType,
  type ParticipantType,
  type Queue,
  type QuickConnect,
} from "@amazon-connect/contact";
import { supportQueue } from "../simulated-instance";

/**
 * The state of a contact on the agent's desk; `acw` is after-contact work. A cleared contact is gone.
 * A contact can be cleared from the last four.
 */
export type ContactState =
  | "incoming"
  | "pending"
  | "connecting"
  | "connected"
  | "acw"
  | "missed"
  | "rejected"
  | "error";

export interface Participant {
  id: string;
  /** The name in the list of participants. */
  name: string;
  type: ParticipantType;
  isInitial: boolean;
  isSelf: boolean;
  state: ParticipantStateType;
}

export interface Contact {
  id: string;
  /** The first contact, if this one was transferred; otherwise its own id. */
  initialContactId: string;
  channel: ContactChannelType;
  state: ContactState;
  /** The name in the contact list. */
  customer: string;
  /** E.164; on voice and queue callback. */
  phoneNumber: string | undefined;
  attributes: Readonly<Record<string, string>>;
  queue: Queue;
  /** Epoch ms at which it was placed in the queue; undefined for outbound calls. */
  queuedSince: number | undefined;
  /** Epoch ms of the last change of state. */
  stateSince: number;
  direction: "inbound" | "outbound";
  autoAccept: boolean;
  /** Set while the agent may look at the contact before the customer is dialled. */
  preview: GetPreviewConfigurationResponse | null;
  description: string;
  /** Of a task or an e-mail: name to URL. */
  references: Readonly<Record<string, string>>;
  participants: readonly Participant[];
}

/** What a caller sets of a contact; the workspace fills in the rest. */
export type NewContact = Pick<Contact, "channel" | "customer"> &
  Partial<Omit<Contact, "id" | "state" | "stateSince" | "participants">>;

/** A contact's state, and who is on it. Omitted fields have the usual value of that state. */
export interface Placement {
  state: ContactState;
  customer?: ParticipantStateType | undefined;
  self?: ParticipantStateType | undefined;
  others?: readonly { quickConnect: QuickConnect; state: ParticipantStateType }[];
}

/** The state in which everyone usually is on such a contact; undefined where it differs. */
export function usualParticipantState(state: ContactState): ParticipantStateType | undefined {
  if (state === "connected") return ParticipantStateType.Connected;
  return state === "acw" ? ParticipantStateType.Disconnected : undefined;
}

export function isVoice({ channel }: Pick<Contact, "channel">): boolean {
  return channel.type === "voice" || channel.type === "queue_callback";
}

export function participantData(contactId: string, participant: Participant): ParticipantData {
  const { id: participantId, type, isInitial, isSelf } = participant;
  return { participantId, contactId, type, isInitial, isSelf };
}

/** A person who was added. */
export function addedParticipant(
  { name, type }: QuickConnect,
  state: ParticipantStateType,
): Participant {
  return {
    id: crypto.randomUUID(),
    name,
    type: { value: type === "phone_number" ? "outbound" : "agent" },
    isInitial: false,
    isSelf: false,
    state,
  };
}

/** A contact that is already on the desk, without its history. */
export function placedContact(
  contact: NewContact,
  { state, customer, self, others = [] }: Placement,
  agentName: string,
): Contact {
  const begun = newContact(contact, agentName);
  const usual = usualParticipantState(state);
  const isAnswered = state === "connecting" || state === "connected";
  return {
    ...begun,
    state,
    preview: isAnswered ? null : begun.preview,
    participants: [
      ...begun.participants.map((each) => ({
        ...each,
        state: (each.isSelf ? self : customer) ?? usual ?? each.state,
      })),
      ...others.map((other) => addedParticipant(other.quickConnect, other.state)),
    ],
  };
}

export function newContact(contact: NewContact, agentName: string): Contact {
  const id = crypto.randomUUID();
  const direction = contact.direction ?? "inbound";
  const isDialled =
    direction === "outbound" || contact.preview || contact.channel.type === "queue_callback";
  return {
    initialContactId: id,
    phoneNumber: isVoice(contact) ? "+12065550100" : undefined,
    attributes: {},
    queue: supportQueue,
    queuedSince: direction === "inbound" ? Date.now() : undefined,
    autoAccept: false,
    preview: null,
    description: "",
    references: {},
    ...contact,
    direction,
    id,
    state: direction === "inbound" ? "incoming" : "connecting",
    stateSince: Date.now(),
    participants: [
      {
        id: crypto.randomUUID(),
        name: contact.customer,
        type: { value: direction },
        isInitial: true,
        isSelf: false,
        state: isDialled ? ParticipantStateType.Connecting : ParticipantStateType.Connected,
      },
      {
        id: crypto.randomUUID(),
        name: agentName,
        type: { value: "agent" },
        isInitial: false,
        isSelf: true,
        state: ParticipantStateType.Connecting,
      },
    ],
  };
}
