"use client";

import { ContactClient, type ContactChannelType, type Queue } from "@amazon-connect/contact";
import { type ConnectRequestResult, combineRequests, type IdleIfNull } from "../requests";
import { useConnectRequest } from "./use-connect-request";

export interface ConnectContact {
  /** The first contact of the conversation. After a transfer it differs from `contactId`. */
  initialContactId: string | undefined;
  channel: ContactChannelType;
  queue: Queue;
}

/**
 * A contact's channel, queue and first contact; `idle` for null. Needs Contact.Details.View.
 *
 * @example
 * const contact = useContact(contactId);
 * const isVoice = contact.status === "ready" && contact.data.channel.type === "voice";
 */
export function useContact<Id extends string | null>(
  contactId: Id,
): ConnectRequestResult<ConnectContact> | IdleIfNull<Id> {
  return combineRequests<ConnectContact, IdleIfNull<Id>>({
    initialContactId: useConnectRequest(ContactClient, "getInitialContactId", contactId),
    channel: useConnectRequest(ContactClient, "getChannelType", contactId),
    queue: useConnectRequest(ContactClient, "getQueue", contactId),
  });
}
