import { AmazonConnectApp, type AppContext } from "@amazon-connect/app";
import type {
  AmazonConnectError,
  AmazonConnectProvider,
  ConnectLogData,
} from "@amazon-connect/core";
import { createDestroyTasks, type DestroyTask } from "./destroy-tasks";
import { ConnectAppError } from "./errors";

/** What the workspace told this frame of itself when it created and started it. */
export type ConnectContext = Pick<
  AppContext,
  "instanceId" | "config" | "scope" | "parameters" | "launchedBy" | "region"
>;

/**
 * Where the app stands with the workspace. `running` is true while the app is in front.
 * `standalone` is an app that no page frames. A failure after the app was connected keeps the context.
 */
export type ConnectionState =
  | { status: "connecting" }
  | { status: "standalone" }
  | { status: "connected"; running: boolean; context: ConnectContext }
  | { status: "destroyed" }
  | { status: "failed"; error: ConnectAppError; context: ConnectContext | null };

type ClientClass<Client> = new (provider: AmazonConnectProvider) => Client;

export interface Connection {
  getState(): ConnectionState;
  /** Calls `listener` after each change of state; returns the undo. */
  subscribe(listener: () => void): () => void;
  /** Opens the connection. Only the first call of a document does anything; a server never connects. */
  connect(): void;
  /** The one instance of an SDK client, such as `ContactClient`. Throws `not-connected` before the app is created. */
  getClient<Client>(Class: ClientClass<Client>): Client;
  /** Adds clean-up that the workspace waits for before it removes the frame; returns the undo. */
  addDestroyTask(task: DestroyTask): () => void;
  /** Writes an error to the workspace's log, or to the console when there is no workspace. */
  sendError(message: string, data?: ConnectLogData): void;
  /** Runs the destroy tasks, then asks the workspace to remove the frame, which it does at once. */
  sendFatalError(message: string, data?: Record<string, unknown>): Promise<void>;
}

export interface ConnectionOptions {
  /** ms until a silent workspace is given up on. The SDK allows 1 to 60,000; its default is 5,000. */
  connectionTimeout?: number;
  /** ms that all destroy tasks have together. AWS does not say how long the workspace waits. */
  destroyDeadline?: number;
}

/**
 * The app's side of the connection, without React. One per document: the SDK refuses a second `init`
 * (`attemptInitializeMultipleProviders`), so an app uses `connection` below and only a test makes its own.
 */
export function createConnection({
  connectionTimeout = 5_000,
  destroyDeadline = 5_000,
}: ConnectionOptions = {}): Connection {
  let state: ConnectionState = { status: "connecting" };
  let provider: AmazonConnectApp | null = null;
  let opened = false;
  let running = false;
  const listeners = new Set<() => void>();
  const clients = new Map<unknown, unknown>();
  const destroyTasks = createDestroyTasks();

  function enter(next: ConnectionState): void {
    if (state.status === "destroyed") return;
    state = next;
    for (const listener of [...listeners]) listener();
  }

  function fail(code: ConnectAppError["code"], message: string, cause?: unknown): void {
    const context = "context" in state ? state.context : null;
    enter({ status: "failed", error: new ConnectAppError(code, message, { cause }), context });
  }

  // The context of a late `onStart(…, { invokeIfRunning })` lacks scope and parameters, so it is kept
  // from the create and start events themselves.
  function enterConnected(isRunning: boolean, context: AppContext): void {
    running = isRunning;
    const { instanceId, config, scope, parameters, launchedBy, region } = context;
    enter({
      status: "connected",
      running,
      context: { instanceId, config, scope, parameters, launchedBy, region },
    });
  }

  function onError(error: AmazonConnectError): void {
    if (error.key === "workspaceConnectTimeout") {
      fail(
        "connect-timeout",
        `The workspace did not answer within ${connectionTimeout} ms.`,
        error,
      );
    } else if (error.isFatal) {
      fail("workspace-error", error.message, error);
    }
  }

  function onHealth(healthy: boolean): void {
    if (!healthy && state.status === "connected") {
      fail("workspace-unhealthy", "The workspace no longer answers health checks.");
    } else if (healthy && state.status === "failed" && state.error.code === "workspace-unhealthy") {
      if (state.context) enter({ status: "connected", running, context: state.context });
    }
  }

  function runDestroyTasks(): Promise<void> {
    return destroyTasks.run(destroyDeadline, (message, cause) => sendError(message, { cause }));
  }

  function sendError(message: string, data?: ConnectLogData): void {
    if (provider) provider.sendError(message, data);
    else console.error(message, data);
  }

  return {
    getState: () => state,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    connect() {
      if (opened || typeof window === "undefined") return;
      opened = true;
      if (window.parent === window) return enter({ status: "standalone" });
      try {
        provider = AmazonConnectApp.init({
          workspace: { connectionTimeout },
          // Neither handler rejects: the SDK closes the app when one does.
          onCreate: async ({ context }) => enterConnected(false, context),
          onDestroy: async () => {
            await runDestroyTasks();
            enter({ status: "destroyed" });
          },
        }).provider;
      } catch (cause) {
        return fail("connect-failed", "The Amazon Connect SDK could not be initialised.", cause);
      }
      provider.onStart(async ({ context }) => enterConnected(true, context));
      provider.onStop(async ({ context }) => enterConnected(false, context));
      provider.onError(onError);
      provider
        .getProxy()
        .onHealthCheckStatusChanged(async ({ status }) => onHealth(status === "healthy"));
    },

    getClient<Client>(Class: ClientClass<Client>): Client {
      if (!provider || !("context" in state && state.context)) {
        throw new ConnectAppError(
          "not-connected",
          `${Class.name} needs a connected app: use it inside <ConnectionGate>.`,
        );
      }
      const client = clients.get(Class) ?? new Class(provider);
      clients.set(Class, client);
      return client as Client;
    },

    addDestroyTask: destroyTasks.add,
    sendError,

    async sendFatalError(message, data) {
      if (!provider) return console.error(message, data);
      await runDestroyTasks();
      provider.sendFatalError(message, data);
    },
  };
}

/** The connection of this document. */
export const connection = createConnection();
