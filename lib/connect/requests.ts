import { type ClientClass, type Connection, type ConnectContext, contextOf } from "./connection";
import { ConnectAppError, isConnectAppError } from "./errors";
import { missingPermission, type Permission } from "./permissions";

/** What became of a question. `denied` names the permission that the app's registration lacks. */
export type ConnectRequestState<Data> =
  | { status: "loading" }
  | { status: "ready"; data: Data }
  | { status: "denied"; permission: Permission }
  | { status: "failed"; error: ConnectAppError };

/** One question to the workspace, shared by all who ask it. */
export interface ConnectRequest<Data> {
  getState(): ConnectRequestState<Data>;
  /** The first subscriber has the question asked. Returns the undo. */
  subscribe(listener: () => void): () => void;
  /** Asks again, and keeps the last answer until another one is there. */
  refetch(): void;
}

type AnyMethod = (...args: never[]) => Promise<unknown>;

// Asked for many listeners at once, and again at will: a question only, never a command such as `accept`.
type Question = `${"get" | "list" | "is" | "can"}${string}`;

/** Names of a client's questions, such as "getChannelType". */
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
export type RequestData<Client, Name extends keyof Client> = Awaited<
  ReturnType<Method<Client, Name>>
>;

const loading = { status: "loading" } as const;
const requestsOf = new WeakMap<Connection, Map<unknown, Map<string, ConnectRequest<unknown>>>>();

/**
 * The one request of a connection for a client's method with these arguments. It is kept for the life of
 * the document, answer included; there are as many as there are questions.
 */
export function findRequest<Client, Name extends RequestName<Client>>(
  connection: Connection,
  Class: ClientClass<Client>,
  name: Name,
  args: RequestArgs<Client, Name>,
): ConnectRequest<RequestData<Client, Name>> {
  const byClass = upsert(requestsOf, connection, () => new Map());
  const byQuestion = upsert(byClass, Class, () => new Map());
  return upsert(byQuestion, JSON.stringify([name, args]), () =>
    createRequest(async () => {
      const { config } = await whenCreated(connection);
      const permission = missingPermission(config.permissions, name);
      if (permission) return { status: "denied", permission };
      const client = connection.getClient(Class);
      const method = client[name] as (...all: unknown[]) => Promise<RequestData<Client, Name>>;
      return { status: "ready", data: await method.apply(client, args) };
    }),
  ) as ConnectRequest<RequestData<Client, Name>>;
}

function createRequest<Data>(ask: () => Promise<ConnectRequestState<Data>>): ConnectRequest<Data> {
  let state: ConnectRequestState<Data> = loading;
  let asking = false;
  let outdated = false;
  const listeners = new Set<() => void>();

  async function refetch(): Promise<void> {
    // However many events call for it meanwhile, the question is asked once more after this answer.
    outdated = true;
    if (asking) return;
    asking = true;
    while (outdated) {
      outdated = false;
      enter(await ask().catch(failure));
    }
    asking = false;
  }

  function enter(next: ConnectRequestState<Data>): void {
    if (isSame(state, next)) return;
    state = next;
    for (const listener of [...listeners]) listener();
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) void refetch();
      return () => listeners.delete(listener);
    },
    refetch: () => void refetch(),
  };
}

function failure(cause: unknown): ConnectRequestState<never> {
  const error = isConnectAppError(cause)
    ? cause
    : new ConnectAppError("request-failed", "The request failed in the app.", { cause });
  return error.code === "permission-denied"
    ? { status: "denied", permission: "*" }
    : { status: "failed", error };
}

// The answer to an unchanged question renders nothing. Answers are data: they came over a MessagePort.
function isSame(a: ConnectRequestState<unknown>, b: ConnectRequestState<unknown>): boolean {
  return a.status !== "failed" && JSON.stringify(a) === JSON.stringify(b);
}

/** Resolves once the app is created. Rejects with `not-connected` where it never will be. */
function whenCreated(connection: Connection): Promise<ConnectContext> {
  return new Promise((resolve, reject) => {
    let unsubscribe = () => {};
    const look = () => {
      const state = connection.getState();
      const context = contextOf(state);
      if (!context && state.status === "connecting") return;
      unsubscribe();
      if (context) return resolve(context);
      reject(new ConnectAppError("not-connected", `The app is ${state.status}: nobody answers.`));
    };
    unsubscribe = connection.subscribe(look);
    look();
  });
}

/** Several requests as one: the first that is not ready tells the state. */
export function combineRequests<Data extends object>(
  requests: {
    [Name in keyof Data]: ConnectRequestState<Data[Name]>;
  },
): ConnectRequestState<Data> {
  const states = Object.values<ConnectRequestState<unknown>>(requests);
  const notReady =
    states.find(({ status }) => status === "denied" || status === "failed") ??
    states.find(({ status }) => status === "loading");
  if (notReady && notReady.status !== "ready") return notReady;
  const data = Object.entries<ConnectRequestState<unknown>>(requests).map(([name, state]) => [
    name,
    "data" in state ? state.data : undefined,
  ]);
  return { status: "ready", data: Object.fromEntries(data) };
}

function upsert<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
