import type { Permission } from "../../../lib/connect/permissions";

/** Every permission that an app's registration can ask for, and what it grants. */
export const permissions: Readonly<Record<Permission, string>> = {
  "User.Details.View": "The agent’s name and ARN",
  "User.Configuration.View":
    "Routing profile, channel concurrency, extension, availability states, quick connects, outbound permission",
  "User.Status.View": "The agent’s state and its changes",
  "User.Status.Edit": "Changes the agent’s state",
  "Contact.Details.View":
    "Channel, queue, initial contact, time in state, and the contact’s events",
  "Contact.Details.Edit": "Accept, clear, transfer, add participant, outbound call",
  "Contact.CustomerDetails.View": "The customer’s phone number",
  "Contact.Attributes.View": "The contact’s attributes",
  "*": "Everything, and every API added since",
};

/** Sandbox tokens of the administrator guide: the four that an app has by default, then those it may ask for. */
export const sandboxTokens: Readonly<Record<string, string>> = {
  "allow-forms": "Forms can be sent; by default",
  "allow-popups": "Windows can be opened; by default",
  "allow-same-origin": "The app’s own cookies and storage; by default",
  "allow-scripts": "Scripts run; by default",
  "allow-downloads": "Files can be downloaded",
  "allow-modals": "alert, confirm, print",
  "allow-storage-access-by-user-activation": "The Storage Access API, after a click",
  "allow-popups-to-escape-sandbox": "Windows it opens have no sandbox: a sign-in’s needs this",
};

/** What an app may ask for in the frame's `allow`. */
export const allowTokens: Readonly<Record<string, string>> = {
  "clipboard-read": "Reads the clipboard",
  "clipboard-write": "Writes to the clipboard",
  microphone: "Hears the agent",
  camera: "Sees the agent",
};
