import { type ClientClass, type Connection, isSameData } from "./connection";
import { type ConnectAppError, requestError } from "./errors";

/** What became of a question. A permission that the app lacks is the code `permission-denied`. */
export type ConnectRequestState<Data> =
  | { status: "loading" }
  | { status: "ready"; data: Data }
  | { status: "failed"; error: ConnectAppError };

/** As a hook returns it. `refetch` asks again, and keeps the last answer on screen meanwhile. */
export type ConnectRequestResult<Data> = ConnectRequestState<Data> & { refetch: () => void };

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
  return connection.once(Class, JSON.stringify([name, args]), () =>
    createRequest(async () => {
      try {
        await whenCreated(connection);
        const client = connection.getClient(Class);
        const method = client[name] as (...all: unknown[]) => Promise<RequestData<Client, Name>>;
        return { status: "ready", data: await method.apply(client, args) };
      } catch (cause) {
        return { status: "failed", error: requestError(cause, name) };
      }
    }),
  );
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
      const answer = await ask();
      // The same answer renders nothing.
      if (answer.status === "ready" && isSameData(state, answer)) continue;
      state = answer;
      for (const listener of listeners) listener();
    }
    asking = false;
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

/** Resolves once the app is created, or never will be: a client then refuses. */
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

/** Several requests as one: the first that is not ready tells the state. */
export function combineRequests<Data extends object>(
  requests: {
    [Name in keyof Data]: ConnectRequestResult<Data[Name]>;
  },
): ConnectRequestResult<Data> {
  const results: [string, ConnectRequestResult<unknown>][] = Object.entries(requests);
  const refetch = () => {
    for (const [, result] of results) result.refetch();
  };
  const data: Record<string, unknown> = {};
  let missing: ConnectRequestState<never> | undefined;
  for (const [name, result] of results) {
    if (result.status === "ready") data[name] = result.data;
    else if (missing?.status !== "failed") missing = result;
  }
  return missing ? { ...missing, refetch } : { status: "ready", data: data as Data, refetch };
}
