import { z } from "zod";
import { findLackOfRoom } from "../host/contacts/room";
import { routingProfile as usualProfile } from "../host/simulated-instance";
import { quirksSchema } from "../idp/quirks";
import { registrationSchema } from "../registration";
import { timelineSchema } from "./events";
import {
  agentStateSchema,
  contactSchema,
  expirySchema,
  faultsSchema,
  languageSchema,
  networkSchema,
  openAppSchema,
  routingProfileSchema,
  type ScenarioContact,
  type PlacedScenarioContact,
  subtypes,
  usernameSchema,
  visualModeSchema,
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
  language: languageSchema.optional(),
  visualMode: visualModeSchema.optional(),
  expiresIn: expirySchema.optional(),
  registration: registrationSchema.optional().describe("Changes to the app's registration."),
  faults: faultsSchema.optional().describe("How the workspace misbehaves from the start."),
  identityProvider: quirksSchema
    .partial()
    .optional()
    .describe("How the simulated identity provider misbehaves until another scenario opens."),
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
 * A state of the workspace and what happens next, for people, tests and bug reports. Contacts have names inside
 * the file, which its apps and events refer to.
 */
export const scenarioSchema = fields.superRefine((scenario, { addIssue }) => {
  for (const fault of faultsBetweenFields(scenario)) addIssue({ code: "custom", ...fault });
});

type Fields = z.infer<typeof fields>;

export type Scenario = z.infer<typeof scenarioSchema>;

/** A scenario as you write it: fields with a default are optional. */
export type ScenarioInput = z.input<typeof scenarioSchema>;

type Path = (string | number)[];
interface Fault {
  path: Path;
  message: string;
}

/** What is wrong with a scenario though each of its fields is right by itself. */
export function* faultsBetweenFields(scenario: Fields): Generator<Fault> {
  const { contacts, timeline, agentState = "Available", nextAgentState } = scenario;
  yield* unknownContacts(scenario);
  yield* contactsWithoutRoom(scenario);
  for (const [at, contact] of contacts.entries()) {
    yield* faultsOfContact(contact, ["contacts", at]);
    yield* faultsOfParticipants(contact, ["contacts", at, "participants"]);
  }
  for (const [at, event] of timeline.entries()) {
    if (event.action !== "offerContact") continue;
    yield* faultsOfContact(event.contact, ["timeline", at, "contact"]);
  }
  if (!nextAgentState) return;
  const path = ["nextAgentState"];
  if (contacts.length === 0) {
    yield { path, message: "expected a contact that it waits for; use agentState without one" };
  } else if (nextAgentState === agentState) {
    yield { path, message: `expected another state than agentState, which is ${agentState}` };
  }
}

function* unknownContacts({ contacts, apps, selected, timeline }: Fields): Generator<Fault> {
  const known = new Set(contacts.map(({ id }) => id));
  for (const event of timeline) if (event.action === "offerContact") known.add(event.contact.id);
  const references: { id: string | null | undefined; path: Path }[] = [
    { id: selected, path: ["selected"] },
    ...apps.map(({ contact }, at) => ({ id: contact, path: ["apps", at, "contact"] })),
    ...timeline.flatMap((event, at) =>
      "contact" in event && typeof event.contact !== "object"
        ? [{ id: event.contact, path: ["timeline", at, "contact"] }]
        : [],
    ),
  ];
  const expected = [...known].map((each) => `"${each}"`).join(", ") || "one of the scenario's own";
  for (const { id, path } of references) {
    if (id == null || known.has(id)) continue;
    yield { path, message: `no contact "${id}"; expected ${expected}` };
  }
}

/** A call that the agent makes needs no room, but takes it. */
function* contactsWithoutRoom({ contacts, routingProfile }: Fields): Generator<Fault> {
  const profile = {
    name: routingProfile?.name ?? usualProfile.name,
    channelConcurrencyMap: {
      ...usualProfile.channelConcurrencyMap,
      ...routingProfile?.channelConcurrencyMap,
    },
  };
  const placed = contacts.map(({ channel }) => ({ channel: { type: channel } }));
  for (const [at, { channel, direction }] of contacts.entries()) {
    if (direction === "outbound") continue;
    const message = findLackOfRoom({ type: channel }, placed.slice(0, at), profile);
    if (message) yield { path: ["contacts", at], message: `${message}. See routingProfile` };
  }
}

function* faultsOfContact({ channel, subtype }: ScenarioContact, path: Path): Generator<Fault> {
  const ofChannel: readonly string[] = subtypes[channel];
  if (subtype === undefined || ofChannel.includes(subtype)) return;
  const expected = ofChannel.map((each) => `"${each}"`).join("|");
  yield { path: [...path, "subtype"], message: `expected one of ${expected} for ${channel}` };
}

function* faultsOfParticipants(
  { channel, state, participants = [] }: PlacedScenarioContact,
  path: Path,
): Generator<Fault> {
  const isVoice = channel === "voice" || channel === "queue_callback";
  const canHaveOthers = state === "connected" || state === "acw" || state === "error";
  for (const [at, participant] of participants.entries()) {
    if (participant.state === "hold" && !isVoice) {
      yield { path: [...path, at, "state"], message: `${channel} has no hold` };
    }
    const isOther = participant.who !== "customer" && participant.who !== "agent";
    if (isOther && !canHaveOthers) {
      yield { path: [...path, at, "who"], message: `nobody is called in while it is ${state}` };
    }
  }
}
