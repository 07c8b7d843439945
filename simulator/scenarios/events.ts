import { z } from "zod";
import { registrationSchema } from "../registration";
import {
  agentStateSchema,
  attributesSchema,
  contactIdSchema as contact,
  expirySchema,
  faultsSchema,
  languageSchema,
  launchSchema,
  networkSchema,
  participantSchema,
  newContactSchema,
  quickConnectSchema as quickConnect,
  routingProfileSchema,
  usernameSchema,
  visualModeSchema,
  voiceEnhancementSchema,
} from "./parts";

/** An event: when, which action of the workspace, and its arguments. */
function event<Action extends string, Fields extends z.ZodRawShape>(
  action: Action,
  fields: Fields,
) {
  return z.strictObject({
    at: z
      .int()
      .min(0)
      .describe("ms after the apps of the start are created, or 5 s after the page has opened."),
    action: z.literal(action),
    ...fields,
  });
}

const { app, contact: place } = launchSchema.shape;

/** A participant of a contact; default: the customer. */
const participant = participantSchema.optional();

/** Without origins: the page's policy contains them and cannot change while the page is open. */
const registration = registrationSchema.omit({ approvedOrigins: true });

const eventSchema = z.discriminatedUnion("action", [
  event("offerContact", { contact: newContactSchema }),
  event("acceptContact", { contact }),
  event("rejectContact", { contact }),
  event("missContact", { contact }),
  event("pendContact", { contact }),
  event("engagePreview", { contact }),
  event("failContact", { contact }),
  event("endContact", { contact }),
  event("clearContact", { contact }),
  event("transferContact", { contact, quickConnect }),
  event("addParticipant", { contact, quickConnect }),
  event("holdParticipant", { contact, participant }),
  event("resumeParticipant", { contact, participant }),
  event("disconnectParticipant", { contact, participant: participantSchema }),
  event("conference", { contact }),
  event("setAttributes", { contact, attributes: attributesSchema }),
  event("selectContact", { contact: contact.nullable() }),
  event("openApp", launchSchema.shape),
  event("focusApp", { app: app.nullable(), contact: place }),
  event("showBeside", { app: app.nullable(), contact: place }),
  event("closeApp", { app, contact: place }),
  event("removeFrame", { app, contact: place }),
  event("setPinned", { app, pinned: z.boolean() }),
  event("setRegistration", { app, registration }),
  event("setAgentState", { state: agentStateSchema }),
  event("setRoutingProfile", { routingProfile: routingProfileSchema }),
  event("setVoiceEnhancementMode", { mode: voiceEnhancementSchema }),
  event("setNetworkStatus", {
    status: networkSchema,
  }),
  event("setLanguage", { language: languageSchema }),
  event("setVisualMode", { mode: visualModeSchema }),
  event("warnExpiration", { in: expirySchema }),
  event("clearExpirationWarning", {}),
  event("failSessionExtension", {}),
  event("setFault", { faults: faultsSchema }),
  event("signOutAgent", {}),
  event("changeAgent", { agent: usernameSchema }),
]);

export const timelineSchema = z.array(eventSchema);

export type ScenarioEvent = z.infer<typeof eventSchema>;
