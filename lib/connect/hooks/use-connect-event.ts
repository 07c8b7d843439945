"use client";

import { useEffect, useEffectEvent } from "react";
import { callHandler } from "../call-handler";
import { useConnection } from "../connect-app-provider";
import type { ClientClass } from "../connection";
import { type EventName, type EventOf, subscribeToEvent } from "../events";
import { useOptionalAppContext } from "./use-app-context";

/**
 * Calls `handler` at each event of a client while the component is mounted. You may write the handler inline:
 * the latest one is called. `parameter` is the contact id for a contact's events, or the participant id for a
 * participant's. Without it, the events of all arrive; with null, none. If the workspace refuses a
 * subscription, `useAppErrors` receives the error. This example needs Contact.Details.View.
 *
 * @example
 * useConnectEvent(ContactClient, "Cleared", ({ contactId }) => forget(contactId), contactId);
 */
export function useConnectEvent<Client, Name extends EventName<Client>>(
  Class: ClientClass<Client>,
  name: Name,
  handler: (event: EventOf<Client, Name>) => Promise<void> | void,
  parameter?: string | null,
): void {
  const connection = useConnection();
  const created = useOptionalAppContext() !== null;
  const onEvent = useEffectEvent(handler);

  useEffect(() => {
    if (!created || parameter === null) return;
    return subscribeToEvent(
      connection.getClient(Class),
      name,
      (event) => callHandler(connection, name, () => onEvent(event)),
      parameter,
    );
  }, [connection, created, Class, name, parameter]);
}
