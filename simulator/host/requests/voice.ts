import { ParticipantStateType } from "@amazon-connect/contact";
import {
  type CreateOutboundCallOptions,
  type VoiceClient,
  type VoiceEnhancementMode,
  type VoiceEnhancementPaths,
  VoiceRoutes,
} from "@amazon-connect/voice";
import type { Contact } from "../contacts/contact";
import { RefusedError } from "../refused-error";
import { voiceEnhancementPaths } from "../simulated-instance";
import type { AnswerOf, OfContact, OfParticipant, RequestContext, Route } from "./route";

type Of<Method extends keyof VoiceClient> = AnswerOf<VoiceClient, Method>;

type VoiceRequests = {
  [VoiceRoutes.getPhoneNumber]: Route<OfContact, { phoneNumber: string }>;
  [VoiceRoutes.getInitialCustomerPhoneNumber]: Route<OfContact, { phoneNumber: string }>;
  [VoiceRoutes.listDialableCountries]: Route<void, Of<"listDialableCountries">>;
  [VoiceRoutes.createOutboundCall]: Route<
    { phoneNumber: string; options?: CreateOutboundCallOptions },
    Of<"createOutboundCall">
  >;
  [VoiceRoutes.getOutboundCallPermission]: Route<void, { outboundCallPermission: boolean }>;
  [VoiceRoutes.conferenceParticipants]: Route<OfContact, void>;
  [VoiceRoutes.holdParticipant]: Route<OfParticipant, void>;
  [VoiceRoutes.resumeParticipant]: Route<OfParticipant, void>;
  [VoiceRoutes.holdSelf]: Route<OfContact, void>;
  [VoiceRoutes.resumeSelf]: Route<OfContact, void>;
  [VoiceRoutes.isParticipantOnHold]: Route<OfParticipant, { isOnHold: boolean }>;
  [VoiceRoutes.isSelfOnHold]: Route<OfContact, { isOnHold: boolean }>;
  [VoiceRoutes.canResumeSelf]: Route<OfContact, { canResumeSelf: boolean }>;
  [VoiceRoutes.canResumeParticipant]: Route<OfParticipant, { canResumeParticipant: boolean }>;
  [VoiceRoutes.getVoiceEnhancementMode]: Route<
    void,
    { voiceEnhancementMode: VoiceEnhancementMode }
  >;
  [VoiceRoutes.setVoiceEnhancementMode]: Route<
    { voiceEnhancementMode: VoiceEnhancementMode },
    void
  >;
  [VoiceRoutes.getVoiceEnhancementPaths]: Route<
    void,
    { voiceEnhancementPaths: VoiceEnhancementPaths }
  >;
};

const modes: readonly VoiceEnhancementMode[] = ["VOICE_ISOLATION", "NOISE_SUPPRESSION", "NONE"];

function phoneNumberOf({ id, phoneNumber }: Contact): { phoneNumber: string } {
  if (!phoneNumber) throw new RefusedError("invalidState", `The contact ${id} is no voice contact`);
  return { phoneNumber };
}

function isOnHold({ requireParticipant }: RequestContext, participantId: string): boolean {
  return requireParticipant(participantId).participant.state === ParticipantStateType.Hold;
}

function self({ requireContact, model }: RequestContext, contactId: string): string {
  return model.participants.requireSelf(requireContact(contactId).id).participant.id;
}

export const voiceRoutes: VoiceRequests & Record<VoiceRoutes, unknown> = {
  [VoiceRoutes.getPhoneNumber]: ({ contactId }, { requireContact }) =>
    phoneNumberOf(requireContact(contactId)),
  [VoiceRoutes.getInitialCustomerPhoneNumber]: ({ contactId }, { requireContact }) =>
    phoneNumberOf(requireContact(contactId)),
  [VoiceRoutes.listDialableCountries]: (_, { model }) => [...model.desk.agent.dialableCountries],
  [VoiceRoutes.createOutboundCall]({ phoneNumber, options }, { model }) {
    return { contactId: model.contacts.callNumber(phoneNumber, options?.queueARN).id };
  },
  [VoiceRoutes.getOutboundCallPermission]: (_, { model }) => ({
    outboundCallPermission: model.desk.agent.outboundCallPermission,
  }),
  [VoiceRoutes.conferenceParticipants]: ({ contactId }, { requireContact, model }) =>
    model.participants.conference(requireContact(contactId).id),
  [VoiceRoutes.holdParticipant]: ({ participantId }, { requireParticipant, model }) =>
    model.participants.hold(requireParticipant(participantId).participant.id),
  [VoiceRoutes.resumeParticipant]: ({ participantId }, { requireParticipant, model }) =>
    model.participants.resume(requireParticipant(participantId).participant.id),
  [VoiceRoutes.holdSelf]: ({ contactId }, context) =>
    context.model.participants.hold(self(context, contactId)),
  [VoiceRoutes.resumeSelf]: ({ contactId }, context) =>
    context.model.participants.resume(self(context, contactId)),
  [VoiceRoutes.isParticipantOnHold]: ({ participantId }, context) => ({
    isOnHold: isOnHold(context, participantId),
  }),
  [VoiceRoutes.isSelfOnHold]: ({ contactId }, context) => ({
    isOnHold: isOnHold(context, self(context, contactId)),
  }),
  [VoiceRoutes.canResumeSelf]: ({ contactId }, context) => ({
    canResumeSelf: isOnHold(context, self(context, contactId)),
  }),
  [VoiceRoutes.canResumeParticipant]: ({ participantId }, context) => ({
    canResumeParticipant: isOnHold(context, participantId),
  }),
  [VoiceRoutes.getVoiceEnhancementMode]: (_, { model }) => ({
    voiceEnhancementMode: model.desk.agent.voiceEnhancementMode,
  }),
  [VoiceRoutes.setVoiceEnhancementMode]({ voiceEnhancementMode: mode }, { model }) {
    if (!modes.includes(mode)) throw new RefusedError("invalidMode", `There is no mode ${mode}`);
    model.desk.setVoiceEnhancementMode(mode);
  },
  [VoiceRoutes.getVoiceEnhancementPaths]: () => ({ voiceEnhancementPaths }),
};
