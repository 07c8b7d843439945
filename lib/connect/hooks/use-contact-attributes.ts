"use client";

import { ContactClient } from "@amazon-connect/contact";
import { useEffect, useMemo, useRef } from "react";
import { textsOf } from "../foreign";
import type { ConnectRequestResult, IdleIfNull } from "../requests";
import { useAppLifecycle } from "./use-app-lifecycle";
import { useConnectRequest } from "./use-connect-request";
import { useContactState } from "./use-contact-state";

/**
 * All attributes of a contact, as text: JSON if a value is not text; `idle` for null. Needs
 * Contact.Attributes.View. The SDK has no event for a change, so they are requested again when the app comes
 * back to the front and, with Contact.Details.View, when the contact's state changes.
 *
 * @example
 * const attributes = useContactAttributes(contactId);
 * const orderId = attributes.status === "ready" ? attributes.data.orderId : undefined;
 */
export function useContactAttributes<Id extends string | null>(
  contactId: Id,
): ConnectRequestResult<Record<string, string | undefined>> | IdleIfNull<Id> {
  const attributes = useConnectRequest(ContactClient, "getAttributes", contactId, "*");
  const { refetch } = attributes;
  const state = useContactState(contactId);
  const lastState = useRef(state);
  useEffect(() => {
    if (state !== lastState.current) refetch();
    lastState.current = state;
  }, [state, refetch]);
  const wasStopped = useRef(false);
  useAppLifecycle({
    onStop: () => {
      wasStopped.current = true;
    },
    onStart: () => {
      if (wasStopped.current) refetch();
    },
  });
  const data = attributes.status === "ready" ? attributes.data : null;
  const texts = useMemo(() => textsOf(data), [data]);
  const result = attributes.status === "ready" ? { ...attributes, data: texts } : attributes;
  return result as ConnectRequestResult<Record<string, string | undefined>> | IdleIfNull<Id>;
}
