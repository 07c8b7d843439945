import { ActivityRoutes, ActivityTopicKeys } from "@amazon-connect/activity";
import {
  AppControllerRoutes,
  AppInstanceRoutes,
  type AppRoutes,
} from "@amazon-connect/app-controller";
import {
  AgentRoutes,
  AgentTopicKey,
  ContactLifecycleTopicKey,
  ContactRoutes,
  ContactTopicKey,
} from "@amazon-connect/contact";
import type { SubscriptionTopic } from "@amazon-connect/core";
import { VoiceRoutes, VoiceTopicKeys } from "@amazon-connect/voice";
import type { TopicKey } from "./model/events";

/** Every request that the installed SDK packages declare, by its command. */
export type Command =
  `${AgentRoutes | ContactRoutes | VoiceRoutes | AppControllerRoutes | AppInstanceRoutes | AppRoutes | ActivityRoutes}`;

/** The developer guide names no permission: any app may. */
const anyone = "";

const routes = {
  [AgentRoutes.getARN]: "User.Details.View",
  [AgentRoutes.getName]: "User.Details.View",
  [AgentRoutes.getState]: "User.Status.View",
  [AgentRoutes.getRoutingProfile]: "User.Configuration.View",
  [AgentRoutes.getChannelConcurrency]: "User.Configuration.View",
  [AgentRoutes.getExtension]: "User.Configuration.View",
  [AgentRoutes.getDialableCountries]: "User.Configuration.View",
  [AgentRoutes.setAvailabilityState]: "User.Status.Edit",
  [AgentRoutes.setAvailabilityStateByName]: "User.Status.Edit",
  [AgentRoutes.setOffline]: "User.Status.Edit",
  [AgentRoutes.listAvailabilityStates]: "User.Configuration.View",
  [AgentRoutes.listQuickConnects]: "User.Configuration.View",
  [AgentRoutes.getNetworkConnectionStatus]: "*",
  [AgentRoutes.getDefaultOutboundQueue]: "*",
  [AgentRoutes.getRoutingProfileQueues]: "*",
  [AgentRoutes.getAvailabilityState]: "*",
  [AgentRoutes.listSecurityProfilePermissions]: "*",

  [ContactRoutes.getAttributes]: "Contact.Attributes.View",
  [ContactRoutes.getInitialContactId]: "Contact.Details.View",
  [ContactRoutes.getType]: "Contact.Details.View",
  [ContactRoutes.getChannelType]: "Contact.Details.View",
  [ContactRoutes.getStateDuration]: "Contact.Details.View",
  [ContactRoutes.getQueue]: "Contact.Details.View",
  [ContactRoutes.getQueueTimestamp]: "Contact.Details.View",
  [ContactRoutes.getDescription]: "*",
  [ContactRoutes.getReferences]: "*",
  [ContactRoutes.addParticipant]: "Contact.Details.Edit",
  [ContactRoutes.transfer]: "Contact.Details.Edit",
  [ContactRoutes.accept]: "Contact.Details.Edit",
  [ContactRoutes.clear]: "Contact.Details.Edit",
  [ContactRoutes.reject]: "*",
  [ContactRoutes.disconnectSelf]: "*",
  [ContactRoutes.isAutoAcceptEnabled]: "*",
  [ContactRoutes.isPreviewMode]: "*",
  [ContactRoutes.getPreviewConfiguration]: "*",
  [ContactRoutes.engagePreviewContact]: "*",
  [ContactRoutes.getContactRegion]: "*",
  [ContactRoutes.getInstanceDetails]: "*",
  [ContactRoutes.listParticipants]: "*",
  [ContactRoutes.getParticipant]: "*",
  [ContactRoutes.getParticipantState]: "*",
  [ContactRoutes.disconnectParticipant]: "*",
  [ContactRoutes.getContact]: "*",
  [ContactRoutes.listContacts]: "*",

  [VoiceRoutes.getPhoneNumber]: "Contact.CustomerDetails.View",
  [VoiceRoutes.getInitialCustomerPhoneNumber]: "Contact.CustomerDetails.View",
  [VoiceRoutes.listDialableCountries]: "User.Configuration.View",
  [VoiceRoutes.createOutboundCall]: "Contact.Details.Edit",
  [VoiceRoutes.getOutboundCallPermission]: "User.Configuration.View",
  [VoiceRoutes.conferenceParticipants]: "*",
  [VoiceRoutes.holdParticipant]: "*",
  [VoiceRoutes.resumeParticipant]: "*",
  [VoiceRoutes.holdSelf]: "*",
  [VoiceRoutes.resumeSelf]: "*",
  [VoiceRoutes.isParticipantOnHold]: "*",
  [VoiceRoutes.isSelfOnHold]: "*",
  [VoiceRoutes.canResumeSelf]: "*",
  [VoiceRoutes.canResumeParticipant]: "*",
  [VoiceRoutes.getVoiceEnhancementMode]: "*",
  [VoiceRoutes.setVoiceEnhancementMode]: "*",
  [VoiceRoutes.getVoiceEnhancementPaths]: "*",

  [AppControllerRoutes.getCatalog]: "*",
  [AppControllerRoutes.getConfig]: "*",
  [AppControllerRoutes.launchApp]: "*",
  [AppControllerRoutes.getApp]: "*",
  [AppControllerRoutes.getApps]: "*",
  [AppControllerRoutes.focusApp]: "*",
  [AppControllerRoutes.closeApp]: "*",
  [AppInstanceRoutes.launch]: "*",
  [AppInstanceRoutes.destroy]: "*",

  [ActivityRoutes.sendActivity]: anyone,
} satisfies Record<Command, string>;

const topics = {
  [ContactLifecycleTopicKey.Incoming]: "*",
  [ContactLifecycleTopicKey.Connecting]: "*",
  [ContactLifecycleTopicKey.Connected]: "Contact.Details.View",
  [ContactLifecycleTopicKey.Pending]: "*",
  [ContactLifecycleTopicKey.Missed]: "Contact.Details.View",
  [ContactLifecycleTopicKey.StartingACW]: "Contact.Details.View",
  [ContactLifecycleTopicKey.Cleared]: "Contact.Details.View",
  [ContactLifecycleTopicKey.Destroyed]: "Contact.Details.View",
  [ContactLifecycleTopicKey.Error]: "*",
  [ContactTopicKey.ParticipantAdded]: "*",
  [ContactTopicKey.ParticipantDisconnected]: "*",
  [ContactTopicKey.ParticipantStateChanged]: "*",

  [AgentTopicKey.StateChanged]: "User.Status.View",
  [AgentTopicKey.AvailabilityStateChanged]: "*",
  [AgentTopicKey.NextAvailabilityStateChanged]: "*",
  [AgentTopicKey.RoutingProfileChanged]: "*",
  [AgentTopicKey.EnabledChannelListChanged]: "*",
  [AgentTopicKey.NetworkConnectionStatusChanged]: "*",

  [VoiceTopicKeys.VoiceEnhancementModeChanged]: "*",
  [VoiceTopicKeys.ParticipantHold]: "*",
  [VoiceTopicKeys.ParticipantResume]: "*",
  [VoiceTopicKeys.SelfHold]: "*",
  [VoiceTopicKeys.SelfResume]: "*",
  [VoiceTopicKeys.CanResumeSelfChanged]: "*",
  [VoiceTopicKeys.CanResumeParticipantChanged]: "*",

  [ActivityTopicKeys.expirationWarning]: anyone,
  [ActivityTopicKeys.expirationWarningCleared]: anyone,
  [ActivityTopicKeys.sessionExtensionError]: anyone,
} satisfies Record<TopicKey, string>;

/**
 * The permission that an app needs for each request, by its command. `*`: only an app with `*` may;
 * empty: none is needed. From the administrator guide's table of permissions, and from the developer
 * guide's page of the call where the table leaves it out.
 */
export const routePermissions: Readonly<Record<string, string>> = routes;

/** The same for subscriptions, by the topic's key. */
export const topicPermissions: Readonly<Record<string, string>> = topics;

/** Whether an app with `granted` may do what needs `permission`. */
export function isPermitted(granted: readonly string[], permission: string): boolean {
  return permission === anyone || granted.includes(permission) || granted.includes("*");
}

/** Whether a topic is the workspace's own. Any other namespace is for the apps among themselves. */
export function isWorkspaceTopic({ namespace }: SubscriptionTopic): boolean {
  return namespace.startsWith("aws.connect.");
}

/** The permission that a subscription needs, or undefined when the workspace has no such topic. */
export function permissionToSubscribe(topic: SubscriptionTopic): string | undefined {
  return isWorkspaceTopic(topic) ? topicPermissions[topic.key] : anyone;
}
