/**
 * What each permission of an app's registration allows: requests by their command, events by their topic key, as
 * the SDK's clients send them. Everything else needs `*`. The source is the list of events and requests in the
 * administrator guide and, for calls that the list omits, their pages in the developer guide.
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
    "getLanguage",
    "languageChange",
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

/**
 * Requests and events of the agent's activity and session, and the theme: no guide names a permission for them.
 */
const free = [
  "getTheme",
  "sendActivity",
  "expiration-warning",
  "expiration-warning-cleared",
  "session-extension-error",
];

/** A permission that a registration can grant. `*` grants everything, and every API that AWS adds later. */
export type Permission = keyof typeof allowed | "*";

/** The permission that a request (by its command) or an event (by its topic key) needs; null if it needs none. */
export function permissionFor(name: string): Permission | null {
  if (free.includes(name)) return null;
  for (const [permission, names] of Object.entries(allowed)) {
    if (names.includes(name)) return permission as Permission;
  }
  return "*";
}

/** Whether a registration with the permissions `granted` includes `permission`. */
export function isGranted(granted: readonly string[], permission: Permission | null): boolean {
  return permission === null || granted.includes(permission) || granted.includes("*");
}

export const permissions: readonly Permission[] = [
  ...(Object.keys(allowed) as (keyof typeof allowed)[]),
  "*",
];
