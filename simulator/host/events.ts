import {
  type ActivityTopicKeys,
  activityNamespace,
  type ExpirationWarningClearedData,
  type SessionExpirationInformation,
  type SessionExtensionErrorData,
} from "@amazon-connect/activity";
import {
  type AgentAvailabilityStateChanged,
  type AgentRoutingProfileChanged,
  type AgentStateChanged,
  type AgentTopicKey,
  type BaseContactLifecycleEvent,
  type ContactLifecycleTopicKey,
  type ContactTopicKey,
  contactNamespace,
  type EnabledChannelListChanged,
  type NetworkConnectionStatusChanged,
  type NextAgentAvailabilityStateChanged,
  type ParticipantAdded,
  type ParticipantDisconnected,
  type ParticipantStateChanged,
} from "@amazon-connect/contact";
import {
  type CanResumeParticipantChanged,
  type ParticipantHold,
  type ParticipantResume,
  type VoiceEnhancementModeChanged,
  type VoiceTopicKeys,
  voiceNamespace,
} from "@amazon-connect/voice";
import { type EmailContactConnected, emailNamespace, emailTopics } from "./sdk/email";
import {
  type LanguageChanged,
  userNamespace,
  userTopics,
  type VisualModeChanged,
} from "./sdk/user";

/** The data that the SDK's handlers of each topic get. */
export type EventData = Record<ContactLifecycleTopicKey, BaseContactLifecycleEvent> & {
  [AgentTopicKey.StateChanged]: AgentStateChanged;
  [AgentTopicKey.AvailabilityStateChanged]: AgentAvailabilityStateChanged;
  [AgentTopicKey.NextAvailabilityStateChanged]: NextAgentAvailabilityStateChanged;
  [AgentTopicKey.RoutingProfileChanged]: AgentRoutingProfileChanged;
  [AgentTopicKey.EnabledChannelListChanged]: EnabledChannelListChanged;
  [AgentTopicKey.NetworkConnectionStatusChanged]: NetworkConnectionStatusChanged;
  [ContactTopicKey.ParticipantAdded]: ParticipantAdded;
  [ContactTopicKey.ParticipantDisconnected]: ParticipantDisconnected;
  [ContactTopicKey.ParticipantStateChanged]: ParticipantStateChanged;
  [VoiceTopicKeys.ParticipantHold]: ParticipantHold;
  [VoiceTopicKeys.ParticipantResume]: ParticipantResume;
  [VoiceTopicKeys.SelfHold]: ParticipantHold;
  [VoiceTopicKeys.SelfResume]: ParticipantResume;
  [VoiceTopicKeys.CanResumeSelfChanged]: CanResumeParticipantChanged;
  [VoiceTopicKeys.CanResumeParticipantChanged]: CanResumeParticipantChanged;
  [VoiceTopicKeys.VoiceEnhancementModeChanged]: VoiceEnhancementModeChanged;
  [ActivityTopicKeys.expirationWarning]: SessionExpirationInformation;
  [ActivityTopicKeys.expirationWarningCleared]: ExpirationWarningClearedData;
  [ActivityTopicKeys.sessionExtensionError]: SessionExtensionErrorData;
  [emailTopics.inboundContactConnected]: EmailContactConnected;
  [emailTopics.outboundContactConnected]: EmailContactConnected;
  [userTopics.languageChange]: LanguageChanged;
  [userTopics.visualModeChange]: VisualModeChanged;
};

export type TopicKey = keyof EventData;

/** An event, as the subscribed apps get it. */
export interface WorkspaceEvent {
  namespace: string;
  key: string;
  data: object;
  /** The event's contact; absent if the event is about the agent. */
  contactId?: string;
  /** The contact or participant that a subscription may name. */
  parameter?: string;
}

/** The only way in which the model sends an event. */
export type Publish = <K extends TopicKey>(
  key: K,
  data: EventData[K],
  about?: Pick<WorkspaceEvent, "contactId" | "parameter">,
) => void;

/** The namespace in which the SDK's client subscribes to a topic. */
export function namespaceOf(key: TopicKey): string {
  if (isValueOf(emailTopics, key)) return emailNamespace;
  if (isValueOf(userTopics, key)) return userNamespace;
  if (key.startsWith("agent/") || key.startsWith("contact/")) return contactNamespace;
  return key.startsWith("voice/") ? voiceNamespace : activityNamespace;
}

function isValueOf(topics: Record<string, string>, key: string): boolean {
  return Object.values(topics).includes(key);
}
