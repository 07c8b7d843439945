import {
  type ContactClient,
  ContactRoutes,
  type ContactType,
  type CoreContactData,
  type GetAttributesRequest,
  type QuickConnect,
} from "@amazon-connect/contact";
import { canSee } from "../apps/subscriptions";
import { type Contact, participantData } from "../contacts/contact";
import { isThere } from "../contacts/participants";
import { RefusedError } from "../refused-error";
import { instanceOrigin } from "../simulated-instance";
import type { AnswerOf, OfContact, OfParticipant, Route } from "./route";

type Of<Method extends keyof ContactClient> = AnswerOf<ContactClient, Method>;
type ToOther = OfContact & { quickConnect: QuickConnect };

type ContactRequests = {
  [ContactRoutes.getAttributes]: Route<GetAttributesRequest, Of<"getAttributes">>;
  [ContactRoutes.getInitialContactId]: Route<OfContact, { initialContactId: string | undefined }>;
  [ContactRoutes.getType]: Route<OfContact, { type: ContactType }>;
  [ContactRoutes.getStateDuration]: Route<OfContact, { stateDuration: number }>;
  [ContactRoutes.getQueue]: Route<OfContact, Of<"getQueue">>;
  [ContactRoutes.getQueueTimestamp]: Route<OfContact, { queueTimestamp: Date | undefined }>;
  [ContactRoutes.getDescription]: Route<OfContact, { description: string }>;
  [ContactRoutes.getReferences]: Route<OfContact, { references: Record<string, string> }>;
  [ContactRoutes.getChannelType]: Route<OfContact, Of<"getChannelType">>;
  [ContactRoutes.addParticipant]: Route<ToOther, Of<"addParticipant">>;
  [ContactRoutes.transfer]: Route<ToOther, void>;
  [ContactRoutes.accept]: Route<OfContact, void>;
  [ContactRoutes.clear]: Route<OfContact, void>;
  [ContactRoutes.reject]: Route<OfContact, void>;
  [ContactRoutes.disconnectSelf]: Route<OfContact, void>;
  [ContactRoutes.isAutoAcceptEnabled]: Route<OfContact, { isAutoAcceptEnabled: boolean }>;
  [ContactRoutes.isPreviewMode]: Route<OfContact, { isPreviewMode: boolean }>;
  [ContactRoutes.getPreviewConfiguration]: Route<OfContact, Of<"getPreviewConfiguration">>;
  [ContactRoutes.engagePreviewContact]: Route<OfContact, Of<"engagePreviewContact">>;
  [ContactRoutes.getContactRegion]: Route<OfContact, { region: string }>;
  [ContactRoutes.getInstanceDetails]: Route<OfContact, Of<"getInstanceDetails">>;
  [ContactRoutes.listParticipants]: Route<OfContact, Of<"listParticipants">>;
  [ContactRoutes.getParticipant]: Route<OfParticipant, Of<"getParticipant">>;
  [ContactRoutes.getParticipantState]: Route<OfParticipant, Of<"getParticipantState">>;
  [ContactRoutes.disconnectParticipant]: Route<OfParticipant, void>;
  [ContactRoutes.getContact]: Route<OfContact, Of<"getContact">>;
  [ContactRoutes.listContacts]: Route<void, Of<"listContacts">>;
};

function coreData({ id, initialContactId, channel }: Contact): CoreContactData {
  return { contactId: id, initialContactId, ...channel };
}

export const contactRoutes: ContactRequests & Record<ContactRoutes, unknown> = {
  [ContactRoutes.getAttributes]({ contactId, attributes = "*" }, { requireContact }) {
    const all = requireContact(contactId).attributes;
    if (attributes === "*") return all;
    return Object.fromEntries(Object.entries(all).filter(([key]) => attributes.includes(key)));
  },
  [ContactRoutes.getInitialContactId]: ({ contactId }, { requireContact }) => ({
    initialContactId: requireContact(contactId).initialContactId,
  }),
  [ContactRoutes.getType]: ({ contactId }, { requireContact }) => ({
    type: requireContact(contactId).channel.type,
  }),
  [ContactRoutes.getStateDuration]: ({ contactId }, { requireContact }) => ({
    stateDuration: Date.now() - requireContact(contactId).stateSince,
  }),
  [ContactRoutes.getQueue]: ({ contactId }, { requireContact }) => requireContact(contactId).queue,
  [ContactRoutes.getQueueTimestamp]({ contactId }, { requireContact }) {
    const { queuedSince } = requireContact(contactId);
    return { queueTimestamp: queuedSince === undefined ? undefined : new Date(queuedSince) };
  },
  [ContactRoutes.getDescription]: ({ contactId }, { requireContact }) => ({
    description: requireContact(contactId).description,
  }),
  [ContactRoutes.getReferences]: ({ contactId }, { requireContact }) => ({
    references: requireContact(contactId).references,
  }),
  [ContactRoutes.getChannelType]: ({ contactId }, { requireContact }) =>
    requireContact(contactId).channel,
  [ContactRoutes.addParticipant]: ({ contactId, quickConnect }, { requireContact, model }) => ({
    participantId: model.participants.add(requireContact(contactId).id, quickConnect),
  }),
  [ContactRoutes.transfer]: ({ contactId, quickConnect }, { requireContact, model }) =>
    model.contacts.transfer(requireContact(contactId).id, quickConnect),
  [ContactRoutes.accept]: ({ contactId }, { requireContact, model }) =>
    model.contacts.accept(requireContact(contactId).id),
  [ContactRoutes.clear]: ({ contactId }, { requireContact, clearContact }) =>
    clearContact(requireContact(contactId).id),
  [ContactRoutes.reject]: ({ contactId }, { requireContact, model }) =>
    model.contacts.reject(requireContact(contactId).id),
  [ContactRoutes.disconnectSelf]: ({ contactId }, { requireContact, model }) =>
    model.contacts.leave(requireContact(contactId).id),
  [ContactRoutes.isAutoAcceptEnabled]: ({ contactId }, { requireContact }) => ({
    isAutoAcceptEnabled: requireContact(contactId).autoAccept,
  }),
  [ContactRoutes.isPreviewMode]: ({ contactId }, { requireContact }) => ({
    isPreviewMode: requireContact(contactId).preview !== null,
  }),
  [ContactRoutes.getPreviewConfiguration]({ contactId }, { requireContact }) {
    const { preview } = requireContact(contactId);
    if (!preview) throw new RefusedError("invalidState", `The contact is not being previewed`);
    return preview;
  },
  [ContactRoutes.engagePreviewContact]: ({ contactId }, { requireContact, model }) => ({
    participantId: model.contacts.engagePreview(requireContact(contactId).id).id,
  }),
  [ContactRoutes.getContactRegion]({ contactId }, { requireContact, region }) {
    requireContact(contactId);
    return { region };
  },
  [ContactRoutes.getInstanceDetails]({ contactId }, { requireContact, region }) {
    requireContact(contactId);
    return { origin: instanceOrigin, region };
  },
  [ContactRoutes.listParticipants]({ contactId }, { requireContact }) {
    const { id, participants } = requireContact(contactId);
    return participants.filter(isThere).map((each) => participantData(id, each));
  },
  [ContactRoutes.getParticipant]({ participantId }, { requireParticipant }) {
    const { contact, participant } = requireParticipant(participantId);
    return participantData(contact.id, participant);
  },
  [ContactRoutes.getParticipantState]: ({ participantId }, { requireParticipant }) => ({
    value: requireParticipant(participantId).participant.state,
  }),
  [ContactRoutes.disconnectParticipant]: ({ participantId }, { requireParticipant, model }) =>
    model.participants.disconnect(requireParticipant(participantId).participant.id),
  [ContactRoutes.getContact]({ contactId }, { requireContact }) {
    const contact = requireContact(contactId);
    return { ...coreData(contact), queue: contact.queue };
  },
  [ContactRoutes.listContacts]: (_, { model, app }) =>
    model.contacts.list.filter(({ id }) => canSee(id, app.access)).map(coreData),
};
