import { z } from "zod";
import { registrationSchema } from "../registration";
import { faultsBetweenFields } from "./cross-checks";
import { timelineSchema } from "./events";
import {
  agentStateSchema,
  contactSchema,
  expirySchema,
  faultsSchema,
  networkSchema,
  openAppSchema,
  routingProfileSchema,
  usernameSchema,
  voiceEnhancementSchema,
} from "./parts";

const fields = z.strictObject({
  $schema: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  agent: usernameSchema.optional().describe("Who sits at the desk. Anyone unless set."),
  agentState: agentStateSchema.optional(),
  nextAgentState: agentStateSchema
    .optional()
    .describe("Queued until the contacts of the start are closed."),
  routingProfile: routingProfileSchema.optional().describe("Changes to the agent's."),
  network: networkSchema.optional(),
  voiceEnhancement: voiceEnhancementSchema.optional(),
  expiresIn: expirySchema.optional(),
  registration: registrationSchema.optional().describe("Changes to the app's registration."),
  faults: faultsSchema.optional().describe("How the workspace misbehaves from the start."),
  contacts: z.array(contactSchema).default([]).describe("The contacts on the desk at the start."),
  apps: z.array(openAppSchema).default([]).describe("The apps that are open at the start."),
  selected: z
    .string()
    .nullable()
    .optional()
    .describe("The contact in front, null for the idle desk. The last one connected unless set."),
  pinned: z
    .array(z.string().min(1))
    .optional()
    .describe("Names of the apps that open by themselves with each contact that comes."),
  timeline: timelineSchema.default([]).describe("What happens next."),
});

/**
 * A state of the workspace and what happens next: what a person, a test and a bug report share. Contacts
 * have names of the file's own, which its apps and events refer to.
 */
export const scenarioSchema = fields.superRefine((scenario, { addIssue }) => {
  for (const fault of faultsBetweenFields(scenario)) addIssue({ code: "custom", ...fault });
});

export type Fields = z.infer<typeof fields>;

export type Scenario = z.infer<typeof scenarioSchema>;

/** A scenario as one writes it: what has a default may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
