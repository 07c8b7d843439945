/** Names of a client's events: "Connected" for `onConnected` and `offConnected`. */
export type EventName<Client> = {
  [Method in keyof Client]: Method extends `on${infer Name}` ? Name : never;
}[keyof Client] &
  string;

// biome-ignore lint/suspicious/noExplicitAny: only matches the shape of the SDK's methods
type Subscribe<Event> = (handler: (event: Event) => Promise<void>, ...rest: any[]) => void;

export type EventOf<Client, Name extends string> = Client extends {
  [Method in `on${Name}`]: Subscribe<infer Event>;
}
  ? Event
  : never;

/**
 * Subscribes to a client's event; returns the unsubscribe function. Use a separate `handler` function for each
 * subscription: the SDK treats the same function as one, and one `off` ends both. It must not reject: the SDK
 * would log the error unredacted.
 */
export function subscribeToEvent<Client, Name extends EventName<Client>>(
  client: Client,
  name: Name,
  handler: (event: EventOf<Client, Name>) => Promise<void>,
  parameter?: string,
): () => void {
  const methods = client as Record<string, Subscribe<EventOf<Client, Name>>>;
  methods[`on${name}`]?.(handler, parameter);
  return () => methods[`off${name}`]?.(handler, parameter);
}
