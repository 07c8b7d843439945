"use client";

import type { AmazonConnectProvider } from "@amazon-connect/core";
import { useEffect, useEffectEvent } from "react";
import { useConnection } from "./connect-app-provider";

type ClientClass<Client> = new (provider: AmazonConnectProvider) => Client;

/**
 * An SDK client, such as `ContactClient` or `AgentClient`, made once per connection.
 *
 * @throws ConnectAppError `not-connected` before the app is created.
 */
export function useConnectClient<Client>(Class: ClientClass<Client>): Client {
  return useConnection().getClient(Class);
}

/** Names of a client's events: "Connected" for `onConnected` and `offConnected`. */
type EventName<Client> = {
  [Method in keyof Client]: Method extends `on${infer Name}` ? Name : never;
}[keyof Client];

// biome-ignore lint/suspicious/noExplicitAny: only matches the shape of the SDK's methods
type Subscribe<Event> = (handler: (event: Event) => Promise<void>, ...rest: any[]) => void;
type EventOf<Client, Name extends string> = Client extends {
  [Method in `on${Name}`]: Subscribe<infer Event>;
}
  ? Event
  : never;

/**
 * Calls `handler` at each event of a client, for as long as the component is mounted. The handler may be
 * written inline: the latest one is called. `parameter` is the contact id, for a contact's events.
 *
 * @example useConnectEvent(ContactClient, "Cleared", () => save(), contactId);
 */
export function useConnectEvent<Client, Name extends EventName<Client> & string>(
  Class: ClientClass<Client>,
  name: Name,
  handler: (event: EventOf<Client, Name>) => void,
  parameter?: string,
): void {
  const client = useConnectClient(Class);
  const onEvent = useEffectEvent(handler);

  useEffect(() => {
    // The SDK wants a promise from each handler, and the same function to unsubscribe.
    const subscriber = async (event: EventOf<Client, Name>) => onEvent(event);
    const methods = client as Record<string, Subscribe<EventOf<Client, Name>>>;
    methods[`on${name}`]?.(subscriber, parameter);
    return () => methods[`off${name}`]?.(subscriber, parameter);
  }, [client, name, parameter]);
}
