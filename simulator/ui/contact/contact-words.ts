import type { Contact, ContactState } from "../../host/contact";

export const stateWords: Record<ContactState, string> = {
  incoming: "Ringing",
  pending: "Pending",
  connecting: "Connecting",
  connected: "Connected",
  acw: "After-contact work",
  missed: "Missed",
  rejected: "Rejected",
  error: "Failed",
};

const channelWords: Partial<Record<Contact["channel"]["type"], string>> = {
  voice: "Voice call",
  chat: "Chat",
  task: "Task",
};

export function channelWord({ type }: Contact["channel"]): string {
  return channelWords[type] ?? type;
}
