import { z } from "zod";
import { registrationSchema } from "../registration";
import { timelineSchema } from "./events";
import {
  agentStateSchema,
  contactSchema,
  faultsSchema,
  launchSchema,
  usernameSchema,
} from "./parts";

const fields = z.strictObject({
  $schema: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  agent: usernameSchema.optional().describe("Who sits at the desk. Anyone unless set."),
  agentState: agentStateSchema.optional(),
  registration: registrationSchema.optional().describe("Changes to the app's registration."),
  faults: faultsSchema.optional().describe("How the workspace misbehaves from the start."),
  contacts: z.array(contactSchema).default([]).describe("The contacts on the desk at the start."),
  apps: z.array(launchSchema).default([]).describe("The apps that are open at the start."),
  selected: z
    .string()
    .nullable()
    .optional()
    .describe("The contact in front, null for the idle desk. The last one connected unless set."),
  timeline: timelineSchema.default([]).describe("What happens next."),
});

/** A contact that an event or a launch names, and where. */
type Reference = { id: string | null | undefined; path: (string | number)[] };

/**
 * A state of the workspace and what happens next: what a person, a test and a bug report share. Contacts
 * have names of the file's own, which its apps and events refer to.
 */
export const scenarioSchema = fields.superRefine(
  ({ contacts, apps, selected, timeline }, check) => {
    const known = new Set(contacts.map(({ id }) => id));
    for (const event of timeline) if (event.action === "offerContact") known.add(event.contact.id);
    const references: Reference[] = [
      { id: selected, path: ["selected"] },
      ...apps.map(({ contact }, at) => ({ id: contact, path: ["apps", at, "contact"] })),
      ...timeline.flatMap((event, at) =>
        "contact" in event && typeof event.contact !== "object"
          ? [{ id: event.contact, path: ["timeline", at, "contact"] }]
          : [],
      ),
    ];
    for (const { id, path } of references) {
      if (id == null || known.has(id)) continue;
      const expected =
        [...known].map((each) => `"${each}"`).join(", ") || "one of the scenario's own";
      check.addIssue({ code: "custom", path, message: `no contact "${id}"; expected ${expected}` });
    }
  },
);

export type Scenario = z.infer<typeof scenarioSchema>;

/** A scenario as one writes it: what has a default may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
