/** What an app's registration can grant, by the administrator guide's list of events and requests. */
export type Permission =
  | "User.Details.View"
  | "User.Configuration.View"
  | "User.Status.View"
  | "User.Status.Edit"
  | "Contact.Details.View"
  | "Contact.Details.Edit"
  | "Contact.CustomerDetails.View"
  | "Contact.Attributes.View"
  | "*";

/** The questions that an app can ask with less than `*`. Every other one is the workspace's to refuse. */
const permissionOf: Partial<Record<string, Permission>> = {
  getARN: "User.Details.View",
  getName: "User.Details.View",
  getRoutingProfile: "User.Configuration.View",
  getChannelConcurrency: "User.Configuration.View",
  getExtension: "User.Configuration.View",
  listAvailabilityStates: "User.Configuration.View",
  listQuickConnects: "User.Configuration.View",
  getOutboundCallPermission: "User.Configuration.View",
  listDialableCountries: "User.Configuration.View",
  getState: "User.Status.View",
  getInitialContactId: "Contact.Details.View",
  getChannelType: "Contact.Details.View",
  getStateDuration: "Contact.Details.View",
  getQueue: "Contact.Details.View",
  getQueueTimestamp: "Contact.Details.View",
  getInitialCustomerPhoneNumber: "Contact.CustomerDetails.View",
  getAttribute: "Contact.Attributes.View",
  getAttributes: "Contact.Attributes.View",
};

export function isGranted(granted: readonly string[], permission: Permission): boolean {
  return granted.includes(permission) || granted.includes("*");
}

/** The permission that a client's method lacks, or null. */
export function missingPermission(granted: readonly string[], method: string): Permission | null {
  const permission = permissionOf[method];
  return permission && !isGranted(granted, permission) ? permission : null;
}
