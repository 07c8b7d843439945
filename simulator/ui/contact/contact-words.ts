import type { ParticipantStateType } from "@amazon-connect/contact";
import type { Contact, ContactState } from "../../host/contacts/contact";

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

const channelWords: Record<Contact["channel"]["type"], string> = {
  voice: "Voice call",
  chat: "Chat",
  task: "Task",
  email: "Email",
  queue_callback: "Callback",
};

export function channelWord({ type }: Contact["channel"]): string {
  return channelWords[type];
}

export const participantWords: Record<ParticipantStateType, string> = {
  connecting: "calling",
  connected: "connected",
  hold: "on hold",
  disconnected: "left",
  rejected: "did not answer",
  silent_monitor: "listens",
  barge: "joined in",
};
