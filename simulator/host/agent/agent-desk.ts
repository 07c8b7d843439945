import {
  type AgentRoutingProfile,
  type AgentState,
  AgentTopicKey,
  type NetworkConnectionStatus,
  type SetAvailabilityStateResult,
} from "@amazon-connect/contact";
import { type VoiceEnhancementMode, VoiceTopicKeys } from "@amazon-connect/voice";
import { type Agent, enabledChannelsOf } from "./agent";
import { RefusedError } from "../refused-error";
import type { Publish } from "../events";

/** The agent: availability, routing profile, network and voice enhancement. */
export class AgentDesk {
  private contacts = 0;
  /** The state that contacts put the agent in; null when the chosen one counts. */
  private systemState: AgentState | null = null;

  constructor(
    public agent: Agent,
    private readonly publish: Publish,
    private readonly changed: () => void,
  ) {}

  /** Finds a state by its name or ARN. */
  requireState(nameOrArn: string): AgentState {
    const state = this.agent.availabilityStates.find(
      ({ name, agentStateARN }) => name === nameOrArn || agentStateARN === nameOrArn,
    );
    if (!state) {
      throw new RefusedError("invalidState", `The agent has no availability state ${nameOrArn}`);
    }
    return state;
  }

  /** Sets the state now, or queues it while the agent handles contacts. */
  choose(state: AgentState): SetAvailabilityStateResult {
    if (this.contacts > 0 && state.name !== this.agent.chosenState.name) {
      this.queue(state);
      return { status: "queued", current: this.agent.state, next: state };
    }
    this.queue(null);
    this.update({ chosenState: state });
    this.enter(this.systemState ?? state);
    return { status: "updated", current: this.agent.state };
  }

  goOffline(): void {
    const offline = this.agent.availabilityStates.find(({ type }) => type === "offline");
    if (offline) this.choose(offline);
  }

  /**
   * Follows the agent's contacts, by their number and the state that they cause (null for none). Applies a
   * queued state when all are cleared.
   */
  follow(contacts: number, systemState: AgentState | null): void {
    this.contacts = contacts;
    this.systemState = systemState;
    const next = this.agent.nextState;
    if (contacts === 0 && next) {
      this.queue(null);
      this.update({ chosenState: next });
    }
    this.enter(systemState ?? this.agent.chosenState);
  }

  setRoutingProfile(change: Partial<AgentRoutingProfile>): void {
    const { routingProfile: previous, enabledChannels } = this.agent;
    const routingProfile = { ...previous, ...change };
    const channels = enabledChannelsOf(routingProfile);
    this.update({ routingProfile, enabledChannels: channels });
    this.publish(AgentTopicKey.RoutingProfileChanged, {
      routingProfile,
      previous: { routingProfile: previous },
    });
    if (channels.join() === enabledChannels.join()) return;
    this.publish(AgentTopicKey.EnabledChannelListChanged, {
      enabledChannels: channels,
      previous: { enabledChannels: [...enabledChannels] },
    });
  }

  setNetworkStatus(status: NetworkConnectionStatus): void {
    const network = { status, timestamp: Date.now() };
    this.update({ network });
    this.publish(AgentTopicKey.NetworkConnectionStatusChanged, network);
  }

  setVoiceEnhancementMode(voiceEnhancementMode: VoiceEnhancementMode): void {
    const previous = { voiceEnhancementMode: this.agent.voiceEnhancementMode };
    this.update({ voiceEnhancementMode });
    this.publish(VoiceTopicKeys.VoiceEnhancementModeChanged, { voiceEnhancementMode, previous });
  }

  private enter(state: AgentState): void {
    const previous = this.agent.state;
    if (previous.name === state.name) return;
    const entered = { ...state, startTimestamp: new Date() };
    this.update({ state: entered });
    this.publish(AgentTopicKey.StateChanged, {
      state: state.name,
      previous: { state: previous.name },
    });
    this.publish(AgentTopicKey.AvailabilityStateChanged, {
      state: entered,
      previous: { state: previous },
    });
  }

  private queue(nextState: AgentState | null): void {
    const previous = this.agent.nextState;
    if (previous?.name === nextState?.name) return;
    this.update({ nextState });
    this.publish(AgentTopicKey.NextAvailabilityStateChanged, {
      nextState,
      ...(previous && { previous: { nextState: previous } }),
    });
  }

  private update(change: Partial<Agent>): void {
    this.agent = { ...this.agent, ...change };
    this.changed();
  }
}
