import { type ClientClass, type Connection, isSameData } from "./connection";
import { type ConnectAppError, requestError } from "./errors";

/** The state of a request. A missing permission has the code `permission-denied`. */
export type ConnectRequestState<Data> =
  | { status: "loading" }
  | { status: "ready"; data: Data }
  | { status: "failed"; error: ConnectAppError };

/** What a hook returns. `refetch` requests again, and keeps the last response on screen meanwhile. */
export type ConnectRequestResult<Data> = ConnectRequestState<Data> & { refetch: () => void };

/** A request that waits because an argument is null. A hook whose arguments cannot be null never returns it. */
export interface IdleRequest {
  status: "idle";
  refetch: () => void;
}
export type IdleIfNull<Arg> = null extends Arg ? IdleRequest : never;

/** One request to the workspace, shared by all components that make it. */
export interface ConnectRequest<Data> {
  getState(): ConnectRequestState<Data> | { status: "idle" };
  /** The first subscriber starts the request, unless it is under way. Returns the unsubscribe function. */
  subscribe(listener: () => void): () => void;
  /** Requests again, and keeps the last response until another one is there. */
  refetch(): void;
}

type AnyMethod = (...args: never[]) => Promise<unknown>;

// Only methods that read: they are shared and repeated, so never a command such as `accept`.
type Question = `${"get" | "list" | "is" | "can"}${string}`;

/** Names of a client's methods that read, such as "getChannelType". */
export type RequestName<Client> = {
  [Name in keyof Client]: Name extends Question
    ? Client[Name] extends AnyMethod
      ? Name
      : never
    : never;
}[keyof Client] &
  string;

type Method<Client, Name extends keyof Client> = Client[Name] extends AnyMethod
  ? Client[Name]
  : never;
export type RequestArgs<Client, Name extends keyof Client> = Parameters<Method<Client, Name>>;
/** Arguments that may not be known yet, such as the id of a contact that has not been accepted. */
export type OptionalArgs<Args extends unknown[]> = { [Index in keyof Args]: Args[Index] | null };
export type RequestData<Client, Name extends keyof Client> = Awaited<
  ReturnType<Method<Client, Name>>
>;

/** ms that a response is kept after its last component has unmounted: contacts come and go all day. */
const keptFor = 60_000;

const requests = new WeakMap<Connection, Map<unknown, Map<string, ConnectRequest<unknown>>>>();

const idle: ConnectRequest<never> = {
  getState: () => idleState,
  subscribe: () => () => {},
  refetch() {},
};
const idleState = { status: "idle" } as const;
const loadingState = { status: "loading" } as const;

/** A connection's one request for a client's method with these arguments; an idle one if an argument is null. */
export function findRequest<Client, Name extends RequestName<Client>>(
  connection: Connection,
  Class: ClientClass<Client>,
  name: Name,
  args: OptionalArgs<RequestArgs<Client, Name>>,
): ConnectRequest<RequestData<Client, Name>> {
  if (args.includes(null)) return idle;
  const ofConnection = requests.get(connection) ?? new Map();
  requests.set(connection, ofConnection);
  const ofClass = ofConnection.get(Class) ?? new Map();
  ofConnection.set(Class, ofClass);

  const key = JSON.stringify([name, args]);
  const known = ofClass.get(key);
  if (known) return known;
  async function send(): Promise<ConnectRequestState<RequestData<Client, Name>>> {
    try {
      await whenCreated(connection);
      const client = connection.getClient(Class);
      const method = client[name] as (...all: unknown[]) => Promise<RequestData<Client, Name>>;
      return { status: "ready", data: await method.apply(client, args) };
    } catch (cause) {
      return { status: "failed", error: requestError(cause, name) };
    }
  }
  const request = createRequest(send, () => ofClass.delete(key));
  ofClass.set(key, request);
  return request;
}

function createRequest<Data>(
  send: () => Promise<ConnectRequestState<Data>>,
  forget: () => void,
): ConnectRequest<Data> {
  let state: ConnectRequestState<Data> = loadingState;
  let isSending = false;
  let isOutdated = false;
  let forgetting: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  async function refetch(): Promise<void> {
    // Only one more request follows this one, for any number of events meanwhile.
    isOutdated = true;
    if (isSending) return;
    isSending = true;
    while (isOutdated) {
      isOutdated = false;
      const next = await send();
      // An equal response does not render.
      if (next.status === "ready" && isSameData(state, next)) continue;
      state = next;
      for (const listener of listeners) listener();
    }
    isSending = false;
  }

  return {
    getState: () => state,
    subscribe(listener) {
      clearTimeout(forgetting);
      listeners.add(listener);
      if (listeners.size === 1 && !isSending) void refetch();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) forgetting = setTimeout(forget, keptFor);
      };
    },
    refetch: () => void refetch(),
  };
}

/** Resolves when the app is created, or never will be: the client then throws. */
function whenCreated(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    function look(): void {
      if (connection.getState().status === "connecting") return;
      unsubscribe();
      resolve();
    }
    const unsubscribe = connection.subscribe(look);
    look();
  });
}

/** Combines several requests: the first that is not ready determines the state. */
export function combineRequests<Data extends object, Idle extends IdleRequest = never>(
  requests: {
    [Name in keyof Data]: ConnectRequestResult<Data[Name]> | Idle;
  },
): ConnectRequestResult<Data> | Idle {
  const results: [string, ConnectRequestResult<unknown> | IdleRequest][] = Object.entries(requests);
  const refetch = () => {
    for (const [, result] of results) result.refetch();
  };
  const data: Record<string, unknown> = {};
  let missing: ConnectRequestState<never> | { status: "idle" } | undefined;
  for (const [name, result] of results) {
    if (result.status === "ready") data[name] = result.data;
    else if (missing?.status !== "failed") missing = result;
  }
  const combined = missing
    ? { ...missing, refetch }
    : { status: "ready", data: data as Data, refetch };
  return combined as ConnectRequestResult<Data> | Idle;
}
