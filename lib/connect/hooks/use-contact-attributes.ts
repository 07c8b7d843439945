"use client";

import { ContactClient } from "@amazon-connect/contact";
import type { ConnectRequestResult } from "../requests";
import { useAppLifecycle } from "./use-app-lifecycle";
import { useConnectEvent } from "./use-connect-event";
import { useConnectRequest } from "./use-connect-request";

/**
 * A contact's attributes, all of them. Needs Contact.Attributes.View. The SDK has no event for a change, so
 * they are asked for again whenever the contact or the app changes its state.
 *
 * @example
 * const attributes = useContactAttributes(contactId);
 * const orderId = attributes.status === "ready" ? attributes.data.orderId : undefined;
 */
export function useContactAttributes(
  contactId: string,
): ConnectRequestResult<Record<string, string | undefined>> {
  const attributes = useConnectRequest(ContactClient, "getAttributes", contactId, "*");
  const { refetch } = attributes;
  useConnectEvent(ContactClient, "Connected", refetch, contactId);
  useConnectEvent(ContactClient, "StartingAcw", refetch, contactId);
  useAppLifecycle({ onStart: refetch });
  return attributes;
}
