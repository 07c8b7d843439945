/**
 * What each permission of an app's registration allows: requests by their command, events by their topic's
 * key, as the SDK's clients send them to the workspace. What stands nowhere here needs `*`. From the
 * administrator guide's list of events and requests, and from the developer guide's page of a call that
 * the list leaves out.
 */
const allowed = {
  "User.Details.View": ["agent/getARN", "agent/getName"],
  "User.Configuration.View": [
    "agent/getRoutingProfile",
    "agent/getChannelConcurrency",
    "agent/getExtension",
    "agent/getDialableCountries",
    "agent/listAvailabilityStates",
    "agent/listQuickConnects",
    "voice/listDialableCountries",
    "voice/getOutboundCallPermission",
  ],
  "User.Status.View": ["agent/getState", "agent/stateChange"],
  "User.Status.Edit": [
    "agent/setAvailabilityState",
    "agent/setAvailabilityStateByName",
    "agent/setOffline",
  ],
  "Contact.Details.View": [
    "contact/getInitialContactId",
    "contact/getType",
    "contact/getChannelType",
    "contact/getStateDuration",
    "contact/getQueue",
    "contact/getQueueTimestamp",
    "contact/connected",
    "contact/missed",
    "contact/acw",
    "contact/cleared",
    "contact/destroy",
  ],
  "Contact.Details.Edit": [
    "contact/addParticipant",
    "contact/transfer",
    "contact/accept",
    "contact/clear",
    "voice/createOutboundCall",
  ],
  "Contact.CustomerDetails.View": ["contact/getPhoneNumber", "voice/getInitialCustomerPhoneNumber"],
  "Contact.Attributes.View": ["contact/getAttributes"],
};

/** The guides name no permission for the agent's activity and session. */
const free = [
  "sendActivity",
  "expiration-warning",
  "expiration-warning-cleared",
  "session-extension-error",
];

/** What an app's registration can grant. `*` grants everything, and every API that AWS adds. */
export type Permission = keyof typeof allowed | "*";

/** The permission that a request or an event needs, by its command or topic key; null where none is needed. */
export function permissionFor(name: string): Permission | null {
  if (free.includes(name)) return null;
  for (const [permission, names] of Object.entries(allowed)) {
    if (names.includes(name)) return permission as Permission;
  }
  return "*";
}

/** Whether a registration that grants `granted` allows what needs `permission`. */
export function isGranted(granted: readonly string[], permission: Permission | null): boolean {
  return permission === null || granted.includes(permission) || granted.includes("*");
}

export const permissions: readonly Permission[] = [
  ...(Object.keys(allowed) as (keyof typeof allowed)[]),
  "*",
];
