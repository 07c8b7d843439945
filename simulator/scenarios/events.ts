import { z } from "zod";
import {
  agentStateSchema,
  attributesSchema,
  contactIdSchema as contact,
  expirySchema,
  faultsSchema,
  launchSchema,
  networkSchema,
  newContactSchema,
  quickConnectSchema as quickConnect,
  usernameSchema,
} from "./parts";

/** An event: when, which of the workspace's actions, and what that needs. */
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

/** An open app. */
const open = { app: launchSchema.shape.app, contact: launchSchema.shape.contact };

const eventSchema = z.discriminatedUnion("action", [
  event("offerContact", { contact: newContactSchema }),
  event("acceptContact", { contact }),
  event("rejectContact", { contact }),
  event("missContact", { contact }),
  event("failContact", { contact }),
  event("endContact", { contact }),
  event("clearContact", { contact }),
  event("transferContact", { contact, quickConnect }),
  event("addParticipant", { contact, quickConnect }),
  event("holdParticipant", { contact }).describe("Puts the customer on hold."),
  event("resumeParticipant", { contact }),
  event("setAttributes", { contact, attributes: attributesSchema }),
  event("selectContact", { contact: contact.nullable() }),
  event("openApp", launchSchema.shape),
  event("focusApp", open),
  event("closeApp", open),
  event("removeFrame", open),
  event("setAgentState", { state: agentStateSchema }),
  event("setNetworkStatus", {
    status: networkSchema,
  }),
  event("warnExpiration", { in: expirySchema }),
  event("clearExpirationWarning", {}),
  event("setFault", { faults: faultsSchema }),
  event("signOutAgent", {}),
  event("changeAgent", { agent: usernameSchema }),
]);

export const timelineSchema = z.array(eventSchema);

export type ScenarioEvent = z.infer<typeof eventSchema>;
