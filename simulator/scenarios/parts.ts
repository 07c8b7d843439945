import { z } from "zod";
import { testAgents } from "../agents";
import { availabilityStates, quickConnects } from "../host/simulated-instance";

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

/** A contact that rings. What is left open is filled in from the sample contacts. */
export const newContactSchema = z.strictObject({
  id: contactIdSchema,
  channel: z.enum(["voice", "queue_callback", "chat", "task", "email"]),
  direction: z.enum(["inbound", "outbound"]).optional().describe("Inbound unless set."),
  preview: z.boolean().optional().describe("Whether the agent previews it before it is dialled."),
  customer: z.string().min(1).optional().describe("Who the agent sees in the contact list."),
  attributes: attributesSchema.optional(),
  description: z.string().optional(),
  references: z.record(z.string(), z.url()).optional().describe("Of a task or an e-mail."),
});

export type ScenarioContact = z.infer<typeof newContactSchema>;

export const contactSchema = newContactSchema.extend({
  state: z
    .enum(["incoming", "pending", "connecting", "connected", "acw", "missed", "rejected", "error"])
    .default("connected"),
});

type Parameters = { [key: string]: string | number | boolean | Parameters };
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
  background: z.boolean().optional().describe("Whether the tab in front stays there."),
});

export type Launch = z.infer<typeof launchSchema>;

const names = z.array(z.string().min(1));

export const faultsSchema = z.strictObject({
  silent: z.boolean().optional().describe("Handshakes are not acknowledged."),
  lateAcknowledge: milliseconds.optional().describe("ms by which each acknowledge is late."),
  unhealthy: z.boolean().optional().describe("Health checks are not answered."),
  slowRequests: milliseconds.optional().describe("ms by which each response is late."),
  failingRequests: names.optional().describe('Requests that fail, such as "agent/getName".'),
  lostTopics: names.optional().describe('Events that get lost, such as "contact/connected".'),
  deniedPermissions: names.optional().describe("Permissions that the app does not have after all."),
  destroyDoesNotWait: z.boolean().optional().describe("Frames go without waiting for clean-up."),
});
