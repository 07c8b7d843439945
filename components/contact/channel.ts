import { messages } from "@/lib/messages";

/** The text for a contact's channel. Its type is unknown, because it comes from the workspace. */
export function channelOf(channel: unknown): string {
  const { type } = Object(channel);
  return typeof type === "string" ? type : messages.request.failed;
}
