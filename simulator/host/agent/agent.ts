import type {
  AgentRoutingProfile,
  AgentRoutingProfileChannelTypes,
  AgentState,
  NetworkConnectionStatusChanged,
  QuickConnect,
} from "@amazon-connect/contact";
import type { DialableCountry, VoiceEnhancementMode } from "@amazon-connect/voice";
import * as instance from "../simulated-instance";

/** The agent at the desk, as an app sees them through `AgentClient` and `VoiceClient`. */
export interface Agent {
  arn: string;
  name: string;
  extension: string | undefined;
  state: AgentState;
  /** The last state that the agent chose. It applies again when a state that contacts caused is over. */
  chosenState: AgentState;
  /** The state that applies when all contacts are cleared; null while none is queued. */
  nextState: AgentState | null;
  /** The states that the agent can choose. */
  availabilityStates: readonly AgentState[];
  routingProfile: AgentRoutingProfile;
  enabledChannels: readonly AgentRoutingProfileChannelTypes[];
  quickConnects: readonly QuickConnect[];
  network: NetworkConnectionStatusChanged;
  securityProfilePermissions: readonly string[];
  outboundCallPermission: boolean;
  dialableCountries: readonly DialableCountry[];
  voiceEnhancementMode: VoiceEnhancementMode;
}

/** What a caller sets of the agent; the simulated instance fills in the rest. */
export type NewAgent = Pick<Agent, "arn" | "name"> &
  Partial<
    Pick<
      Agent,
      | "extension"
      | "availabilityStates"
      | "routingProfile"
      | "quickConnects"
      | "securityProfilePermissions"
      | "outboundCallPermission"
      | "dialableCountries"
    >
  > & {
    /** The name of the first state; by default the first routable one. */
    stateName?: string;
  };

const channels = ["VOICE", "CHAT", "TASK", "EMAIL"] as const;

/** The channels on which a routing profile lets an agent handle at least one contact. */
export function enabledChannelsOf(profile: AgentRoutingProfile): AgentRoutingProfileChannelTypes[] {
  return channels.filter((channel) => (profile.channelConcurrencyMap[channel] ?? 0) > 0);
}

export function newAgent({ stateName, ...agent }: NewAgent): Agent {
  const availabilityStates = agent.availabilityStates ?? instance.availabilityStates;
  const routingProfile = agent.routingProfile ?? instance.routingProfile;
  const first = stateName
    ? availabilityStates.find(({ name }) => name === stateName)
    : availabilityStates.find(({ type }) => type === "routable");
  if (!first)
    throw new Error(`The agent has no availability state ${stateName ?? "to begin with"}`);
  return {
    extension: undefined,
    quickConnects: instance.quickConnects,
    securityProfilePermissions: instance.securityProfilePermissions,
    outboundCallPermission: true,
    dialableCountries: instance.dialableCountries,
    ...agent,
    availabilityStates,
    routingProfile,
    state: { ...first, startTimestamp: new Date() },
    chosenState: first,
    nextState: null,
    enabledChannels: enabledChannelsOf(routingProfile),
    network: { status: "connected", timestamp: Date.now() },
    voiceEnhancementMode: "NONE",
  };
}
