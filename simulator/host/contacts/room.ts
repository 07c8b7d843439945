import type {
  AgentRoutingProfile,
  AgentRoutingProfileChannelTypes,
  ContactChannelType,
} from "@amazon-connect/contact";

const channelOf: Record<ContactChannelType["type"], AgentRoutingProfileChannelTypes> = {
  voice: "VOICE",
  queue_callback: "VOICE",
  chat: "CHAT",
  task: "TASK",
  email: "EMAIL",
};

/**
 * Returns why another contact of a channel cannot ring, or null. `contacts` are the agent's contacts: each
 * counts against the routing profile's channel concurrency until it is closed.
 */
export function findLackOfRoom(
  { type }: Pick<ContactChannelType, "type">,
  contacts: readonly { channel: Pick<ContactChannelType, "type"> }[],
  { name, channelConcurrencyMap }: Pick<AgentRoutingProfile, "name" | "channelConcurrencyMap">,
): string | null {
  const channel = channelOf[type];
  const limit = channelConcurrencyMap[channel] ?? 0;
  const taken = contacts.filter((contact) => channelOf[contact.channel.type] === channel).length;
  if (taken < limit) return null;
  return `The routing profile “${name}” allows ${limit} of ${channel} at once, and ${taken} ${taken === 1 ? "is" : "are"} open`;
}
