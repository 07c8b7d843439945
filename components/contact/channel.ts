import { messages } from "@/lib/messages";

/** A contact's channel, as the agent reads it. It comes from the workspace, so it may be anything. */
export function channelOf(channel: unknown): string {
  const { type } = Object(channel);
  return typeof type === "string" ? type : messages.contact.failed;
}
