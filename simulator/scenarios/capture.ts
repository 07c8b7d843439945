import { testAgents } from "../agents";
import type { Agent } from "../host/agent/agent";
import type { Contact } from "../host/contacts/contact";
import { noFaults } from "../host/faults";
import { routingProfile as usualProfile } from "../host/simulated-instance";
import type { OpenApp, WorkspaceSnapshot } from "../host/workspace";
import type { Registration } from "../registration";
import { captureContact } from "./capture-contact";
import type { OpenAppInput, RoutingProfileChange } from "./parts";
import type { Scenario } from "./scenario";

/**
 * Creates the scenario of a workspace's current state. `registration` contains the changes to the first app's
 * registration, for example by the scenario in the page's address.
 */
export function scenarioOf(snapshot: WorkspaceSnapshot, registration?: Registration): Scenario {
  const { contacts, apps, catalogue, pinned, selectedContactId, expiration } = snapshot;
  const names = contactNames(contacts);
  const nameOf = (contactId: string) => names.get(contactId) ?? contactId;
  const pinnedNames = catalogue.filter(({ arn }) => pinned.includes(arn)).map(({ name }) => name);
  const faults = changedFaults(snapshot);
  return {
    ...captureAgent(snapshot.agent),
    // Also if they are the usual ones: the browser that opens the link may have chosen others.
    ...snapshot.settings,
    ...(registration && { registration }),
    ...(faults && { faults }),
    ...(expiration.warnedOf !== null && {
      expiresIn: Math.max(0, expiration.warnedOf - Date.now()),
    }),
    contacts: contacts.map((contact) => captureContact(contact, nameOf(contact.id))),
    apps: apps.filter(isStaying).map((app) => captureApp(app, nameOf)),
    selected: selectedContactId === null ? null : nameOf(selectedContactId),
    ...(pinnedNames.length > 0 && { pinned: pinnedNames }),
    timeline: [],
  };
}

/** The names that a captured scenario has for the contacts, by their ids. */
export function contactNames(contacts: readonly Contact[]): Map<string, string> {
  return new Map(contacts.map(({ id }, index) => [id, `contact-${index + 1}`]));
}

function captureAgent(agent: Agent): Partial<Scenario> {
  const { chosenState, nextState, network, voiceEnhancementMode } = agent;
  const username = testAgents.find(({ arn }) => arn === agent.arn)?.username;
  const routingProfile = changedProfile(agent);
  return {
    ...(username && { agent: username }),
    agentState: chosenState.name,
    ...(nextState && { nextAgentState: nextState.name }),
    ...(routingProfile && { routingProfile }),
    ...(network.status !== "connected" && { network: network.status }),
    ...(voiceEnhancementMode !== "NONE" && { voiceEnhancement: voiceEnhancementMode }),
  };
}

function changedProfile({ routingProfile }: Agent): RoutingProfileChange | null {
  if (routingProfile === usualProfile) return null;
  const none = { VOICE: 0, CHAT: 0, TASK: 0, EMAIL: 0 };
  const { name, channelConcurrencyMap } = routingProfile;
  return { name, channelConcurrencyMap: { ...none, ...channelConcurrencyMap } };
}

function changedFaults({ faults }: WorkspaceSnapshot): Scenario["faults"] | null {
  const changed = Object.entries(faults).filter(
    ([fault, value]) => value !== noFaults[fault as keyof typeof noFaults],
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

function captureApp(app: OpenApp, nameOf: (contactId: string) => string): OpenAppInput {
  const { config, scope, parameters, path, launchKey, launchedBy, background, pane } = app;
  return {
    app: config.name,
    contact: scope.type === "contact" ? nameOf(scope.contactId) : null,
    ...(parameters && { parameters }),
    ...(path && { path }),
    ...(launchKey && { launchKey }),
    ...(launchedBy.type === "external" && { launchedBy: launchedBy.name }),
    ...(background && { background }),
    pane: pane ?? "behind",
  };
}

function isStaying({ phase }: OpenApp): boolean {
  return phase !== "destroying" && phase !== "removed";
}
