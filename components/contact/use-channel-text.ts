"use client";

import { useMessages } from "@/lib/messages/use-messages";

/** Returns the function for a contact's channel as text. Its type is unknown, because it comes from the workspace. */
export function useChannelText(): (channel: unknown) => string {
  const { contact, request } = useMessages();
  const channels: Record<string, string> = contact.channels;
  return (channel) => {
    const { type } = Object(channel);
    if (typeof type !== "string") return request.failed;
    return Object.hasOwn(channels, type) ? (channels[type] ?? type) : type;
  };
}
