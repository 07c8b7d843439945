import type { ContactChannelType, ParticipantStateType } from "@amazon-connect/contact";
import { z } from "zod";
import { testAgents } from "../agents";
import { locales, visualModes } from "../host/sdk/user";
import { availabilityStates, quickConnects, routingProfile } from "../host/simulated-instance";

/** The subtypes of each channel, the usual one first. */
export const subtypes = {
  voice: ["connect:Telephony", "connect:WebRTC"],
  queue_callback: ["connect:Telephony", "connect:WebRTC"],
  chat: ["connect:Chat", "connect:SMS", "connect:Apple", "connect:Guide"],
  task: ["connect:Task"],
  email: ["connect:Email"],
} as const satisfies { [Channel in ContactChannelType as Channel["type"]]: Channel["subtype"][] };

export const usernameSchema = z.enum(testAgents.map(({ username }) => username));

export const agentStateSchema = z.enum(availabilityStates.map(({ name }) => name));

export const quickConnectSchema = z.enum(quickConnects.map(({ name }) => name));

const milliseconds = z.int().min(0);

export const contactIdSchema = z
  .string()
  .min(1)
  .describe("A contact's name in this scenario, to refer to it.");

export const attributesSchema = z
  .record(z.string(), z.string())
  .describe("The contact's attributes, as a flow sets them.");

/** The SDK's enum by its values: in Node, its package has no exports that can be imported by name. */
const participantStates = [
  "connecting",
  "connected",
  "hold",
  "disconnected",
  "rejected",
] as const satisfies readonly `${ParticipantStateType}`[];

export const participantSchema = z
  .enum(["customer", "agent", ...quickConnects.map(({ name }) => name)])
  .describe("The customer, the agent at the desk, or a quick connect who was called in.");

/** A contact that rings. Omitted fields come from the sample contacts. */
export const newContactSchema = z.strictObject({
  id: contactIdSchema,
  channel: z.enum(["voice", "queue_callback", "chat", "task", "email"]),
  direction: z.enum(["inbound", "outbound"]).optional().describe("Inbound unless set."),
  subtype: z
    .enum(Object.values(subtypes).flat())
    .optional()
    .describe("The channel's most usual unless set."),
  preview: z
    .union([
      z.boolean(),
      z.strictObject({
        autoDialTimeout: z.int().min(0).max(86_400).describe("s; 0 waits for the agent."),
        canDiscardPreview: z.boolean(),
      }),
    ])
    .optional()
    .describe("Whether the agent previews it before it is dialled."),
  autoAccept: z.boolean().optional().describe("Whether it is accepted by itself."),
  customer: z.string().min(1).optional().describe("Who the agent sees in the contact list."),
  phoneNumber: z
    .string()
    .regex(/^\+[1-9]\d{1,14}$/, { error: 'expected E.164, such as "+12065550100"' })
    .optional()
    .describe("The customer's."),
  queue: z.enum(routingProfile.queues.map(({ name }) => name)).optional(),
  initialContactId: z.string().min(1).optional().describe("What it was transferred from."),
  attributes: attributesSchema.optional(),
  description: z.string().optional(),
  references: z.record(z.string(), z.url()).optional().describe("Of a task or an e-mail."),
});

export type ScenarioContact = z.infer<typeof newContactSchema>;

export const contactSchema = newContactSchema.extend({
  state: z
    .enum(["incoming", "pending", "connecting", "connected", "acw", "missed", "rejected", "error"])
    .default("connected"),
  participants: z
    .array(
      z.strictObject({
        who: participantSchema,
        state: z.enum(participantStates).default("connected"),
      }),
    )
    .optional()
    .describe("Who was called in; and the customer or the agent, where on hold or gone."),
});

export type PlacedScenarioContact = z.infer<typeof contactSchema>;

export type Parameters = { [key: string]: string | number | boolean | Parameters };
const parametersSchema: z.ZodType<Parameters> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), parametersSchema])),
);

/** An app to open. */
export const launchSchema = z.strictObject({
  app: z.string().min(1).optional().describe("The app's registered name; the first unless set."),
  contact: contactIdSchema
    .nullable()
    .optional()
    .describe("The contact it is opened for; null, or nothing, for the idle desk."),
  parameters: parametersSchema.optional().describe("What a screen-pop hands to the app."),
  path: z.string().optional().describe("Appended to the access URL, as a screen-pop does."),
  launchKey: z.string().min(1).optional().describe("Tells two instances for a contact apart."),
  background: z.boolean().optional().describe("Whether the tab in front stays there."),
});

export type Launch = z.infer<typeof launchSchema>;

/** An app that is open at the start. */
export const openAppSchema = launchSchema.extend({
  launchedBy: z.string().min(1).optional().describe("The app that launched it, if one did."),
  pane: z
    .enum(["front", "beside", "behind"])
    .optional()
    .describe("Where it is shown for its contact. The last one is in front unless set."),
});

export type OpenAppInput = z.infer<typeof openAppSchema>;

const concurrency = z.int().min(0).max(100).optional();

export const routingProfileSchema = z.strictObject({
  name: z.string().min(1).optional(),
  channelConcurrencyMap: z
    .strictObject({ VOICE: concurrency, CHAT: concurrency, TASK: concurrency, EMAIL: concurrency })
    .optional()
    .describe("How many contacts of a channel the agent has at once. What is left out stays."),
});

export type RoutingProfileChange = z.infer<typeof routingProfileSchema>;

export const networkSchema = z.enum(["connected", "connecting", "disconnected", "failed"]);

export const voiceEnhancementSchema = z.enum(["NONE", "VOICE_ISOLATION", "NOISE_SUPPRESSION"]);

export const expirySchema = z
  .int()
  .min(0)
  .max(86_400_000)
  .describe("ms until the session ends, of which the agent is warned.");

export const languageSchema = z
  .enum(locales)
  .nullable()
  .describe("The agent's language in the workspace; null for none.");

export const visualModeSchema = z
  .enum(visualModes)
  .describe("Whether the workspace is light or dark; auto as the browser has it.");

const names = z.array(z.string().min(1));

export const faultsSchema = z.strictObject({
  silent: z.boolean().optional().describe("Handshakes are not acknowledged."),
  lateAcknowledge: milliseconds.optional().describe("ms by which each acknowledge is late."),
  silentToServices: z
    .boolean()
    .optional()
    .describe("Handshakes of services are not acknowledged, so that nobody gets to work."),
  unhealthy: z.boolean().optional().describe("Health checks are not answered."),
  slowRequests: milliseconds.optional().describe("ms by which each response is late."),
  failingRequests: names.optional().describe('Requests that fail, such as "agent/getName".'),
  lostTopics: names.optional().describe('Events that get lost, such as "contact/connected".'),
  deniedPermissions: names.optional().describe("Permissions that the app does not have after all."),
  destroyDoesNotWait: z.boolean().optional().describe("Frames go without waiting for clean-up."),
});
