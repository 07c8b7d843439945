import { testAgents } from "../agents";
import { noFaults } from "../host/faults";
import type { OpenApp, WorkspaceSnapshot } from "../host/workspace";
import type { Registration } from "../registration";
import type { Scenario } from "./scenario";

/**
 * The scenario that leads to a workspace's present state: the agent, the contacts and their states, the
 * open apps, the faults, and `registration`, which is what an earlier scenario changed. It leaves out what
 * happened on the way: participants, hold, and the queued agent state.
 */
export function scenarioOf(
  { agent, contacts, apps, selectedContactId, faults }: WorkspaceSnapshot,
  registration?: Registration,
): Scenario {
  const names = new Map(contacts.map(({ id }, index) => [id, `contact-${index + 1}`]));
  const nameOf = (contactId: string) => names.get(contactId) ?? contactId;
  const username = testAgents.find(({ arn }) => arn === agent.arn)?.username;
  const isChosen = agent.availabilityStates.some(({ name }) => name === agent.state.name);
  const changedFaults = Object.entries(faults).filter(
    ([fault, value]) => value !== noFaults[fault as keyof typeof noFaults],
  );
  return {
    ...(username && { agent: username }),
    ...(isChosen && { agentState: agent.state.name }),
    ...(registration && { registration }),
    ...(changedFaults.length > 0 && { faults: Object.fromEntries(changedFaults) }),
    contacts: contacts.map((contact) => ({
      id: nameOf(contact.id),
      channel: contact.channel.type,
      state: contact.state,
      direction: contact.direction,
      customer: contact.customer,
      attributes: { ...contact.attributes },
      ...(contact.description && { description: contact.description }),
      ...(Object.keys(contact.references).length > 0 && { references: { ...contact.references } }),
      ...(contact.preview && { preview: true }),
    })),
    apps: apps.filter(isStaying).map(({ config, scope, parameters, background }) => ({
      app: config.name,
      contact: scope.type === "contact" ? nameOf(scope.contactId) : null,
      ...(parameters && { parameters }),
      ...(background && { background }),
    })),
    selected: selectedContactId === null ? null : nameOf(selectedContactId),
    timeline: [],
  };
}

function isStaying({ phase }: OpenApp): boolean {
  return phase !== "destroying" && phase !== "removed";
}
