import { sendActivity } from "@amazon-connect/activity";
import { AmazonConnectApp, type AppContext } from "@amazon-connect/app";
import { ContactClient } from "@amazon-connect/contact";
import type {
  AmazonConnectError,
  AmazonConnectProvider,
  ConnectLogData,
  HealthCheckStatus,
} from "@amazon-connect/core";
import {
  type ConnectAppLogger,
  type ConnectLogLevel,
  createConnectLogger,
  levelNumber,
} from "./connect-logger";
import { type ContactState, createContacts, type OpenContacts } from "./contacts";
import { convertRejections } from "./convert-rejections";
import { createDestroyTasks, type DestroyTask } from "./destroy-tasks";
import { ConnectAppError, type ConnectAppErrorCode, notConnected, workspaceError } from "./errors";
import { type ConnectContext, contextFrom, textOf } from "./foreign";
import { type Redact, redactCustomerData, redactMessage } from "./redact";
import type { VisualMode } from "./settings-client";
import { createVisualMode } from "./visual-mode";

/**
 * The state of the connection. `running` is true while the app is in front. `standalone` is an app that no
 * page frames. A failure after the app was connected keeps the context.
 */
export type ConnectionState =
  | { status: "connecting" }
  | { status: "standalone" }
  | { status: "connected"; running: boolean; context: ConnectContext }
  | { status: "destroyed" }
  | { status: "failed"; error: ConnectAppError; context: ConnectContext | null };

/** Any of the SDK's client classes, such as `ContactClient`. */
export type ClientClass<Client> = new (provider: AmazonConnectProvider) => Client;

export interface Connection {
  getState(): ConnectionState;
  /** Whether the workspace responds to health checks, as far as is known. */
  getHealth(): HealthCheckStatus;
  /** The state of a contact after its last event since the app was created. */
  getContactState(contactId: string | null): ContactState;
  /** The open contacts, and the one to show. */
  getContacts(): OpenContacts;
  /** Shows another of these contacts, in an app that stays open for all contacts. */
  chooseContact(contactId: string): void;
  /** The workspace's visual mode; null until it sends one, or without the permission `*`. */
  getVisualMode(): VisualMode | null;
  /** Calls `listener` after each change of any of these; returns the unsubscribe function. */
  subscribe(listener: () => void): () => void;
  /** Calls `listener` with each error that the workspace reports, fatal ones too; returns the unsubscribe function. */
  onError(listener: (error: ConnectAppError) => void): () => void;
  /** Opens the connection. Only the first call in a document has an effect; a server never connects. */
  connect(): void;
  /** Sets the lowest level that is logged; `error` until then. */
  setLogLevel(level: ConnectLogLevel): void;
  /**
   * Returns the one instance of an SDK client, such as `ContactClient`. Its requests reject with a
   * `ConnectAppError`. Throws `not-connected` before the app is created, or if it never will be.
   */
  getClient<Client>(Class: ClientClass<Client>): Client;
  /** Adds cleanup that the workspace waits for before it removes the frame; returns a function that removes it. */
  addDestroyTask(task: DestroyTask): () => void;
  readonly logger: ConnectAppLogger;
  /** Writes an error to the workspace's log, or to the console if there is no workspace. */
  sendError(message: string, data?: ConnectLogData): void;
  /** Runs the destroy tasks, then requests that the workspace removes the frame at once. */
  sendFatalError(message: string, data?: ConnectLogData): Promise<void>;
  /** Requests that the workspace closes the app in the usual way, with its destroy tasks. */
  requestClose(message?: string): void;
  /** Tells the workspace that the agent is active. Without this it signs them out for inactivity. */
  sendActivity(): void;
}

export interface ConnectionOptions {
  /** ms that the app waits for the workspace. The SDK allows 1 to 60,000; its default is 5,000. */
  connectionTimeout?: number;
  /** ms that all destroy tasks have together. AWS does not say how long the workspace waits. */
  destroyDeadline?: number;
  /** Removes customer data from the app's log. */
  redact?: Redact;
}

/**
 * Creates the app's side of the connection, without React. One in each document: the SDK refuses a second `init`
 * (`attemptInitializeMultipleProviders`). So an app uses `connection` below, and only a test creates its own.
 */
export function createConnection({
  connectionTimeout = 5_000,
  destroyDeadline = 5_000,
  redact = redactCustomerData,
}: ConnectionOptions = {}): Connection {
  let state: ConnectionState = { status: "connecting" };
  let health: HealthCheckStatus = "unknown";
  let logLevel: ConnectLogLevel = "error";
  let provider: AmazonConnectApp | null = null;
  let running = false;
  const listeners = new Set<() => void>();
  const errorListeners = new Set<(error: ConnectAppError) => void>();
  const clients = new Map<unknown, unknown>();
  const contacts = createContacts(notify);
  const visualMode = createVisualMode(notify);
  const destroyTasks = createDestroyTasks();
  const logger = createConnectLogger(
    () => ({ source: contextOf(state)?.config.name ?? "app", level: logLevel, provider }),
    redact,
  );

  function enter(next: ConnectionState): void {
    if (state.status === "destroyed") return;
    state = next;
    notify();
  }

  function notify(): void {
    for (const listener of listeners) listener();
  }

  function fail(code: ConnectAppErrorCode, message: string, cause?: unknown): void {
    const error = new ConnectAppError(code, message, { cause });
    enter({ status: "failed", error, context: contextOf(state) });
  }

  // The context of a late `onStart(…, { invokeIfRunning })` lacks scope and parameters, so the context of the
  // create and start events is kept.
  function enterConnected(isRunning: boolean, appContext: AppContext): void {
    if (state.status === "failed" && state.error.code !== "workspace-unhealthy") {
      // The SDK still creates the app, but sends nothing more to a workspace that was late.
      if (!state.context) fail("connect-late", "The workspace responded too late.");
      return;
    }
    running = isRunning;
    const next = contextFrom(appContext);
    const last = contextOf(state);
    // The same object as long as the content is equal, so that a start or stop does not render all its readers.
    const context = last && isSameData(last, next) ? last : next;
    enter({ status: "connected", running, context });
    if (!last) {
      contacts.follow(context, () => getClient(ContactClient));
      visualMode.follow(context, getClient);
    } else if (isRunning) contacts.refreshCurrent();
  }

  function onError(cause: AmazonConnectError): void {
    const error = workspaceError(cause);
    for (const listener of errorListeners) listener(error);
    if (cause.isFatal) enter({ status: "failed", error, context: contextOf(state) });
  }

  function onHealth(status: HealthCheckStatus): void {
    health = status;
    notify();
    if (status === "unhealthy") {
      if (state.status !== "connected") return;
      fail("workspace-unhealthy", "The workspace does not respond to health checks.");
    } else if (state.status === "failed" && state.error.code === "workspace-unhealthy") {
      if (state.context) enter({ status: "connected", running, context: state.context });
    }
  }

  function runDestroyTasks(): Promise<void> {
    return destroyTasks.run(destroyDeadline, (message, cause) => logger.error(message, { cause }));
  }

  function requireProvider(name: string): AmazonConnectApp {
    if (!provider || !contextOf(state)) throw notConnected(name);
    return provider;
  }

  function getClient<Client>(Class: ClientClass<Client>): Client {
    const app = requireProvider(Class.name);
    const client = clients.get(Class) ?? new Class(convertRejections(app));
    clients.set(Class, client);
    return client as Client;
  }

  return {
    getState: () => state,
    getHealth: () => health,
    getContactState: (contactId) => contacts.getState(contactId ?? ""),
    getContacts: contacts.getOpen,
    chooseContact: contacts.choose,
    getVisualMode: visualMode.get,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    onError(listener) {
      errorListeners.add(listener);
      return () => errorListeners.delete(listener);
    },

    connect() {
      // `init` on a server throws and leaves its flag set: every later call in the process would throw too.
      if (provider || state.status !== "connecting" || typeof window === "undefined") return;
      if (window.parent === window) return enter({ status: "standalone" });
      // Such a frame has no cookies, and the workspace does not recognize its origin.
      if (window.origin === "null") {
        return fail("opaque-origin", "The frame's sandbox lacks allow-same-origin.");
      }
      try {
        provider = AmazonConnectApp.init({
          workspace: { connectionTimeout },
          // Read by each of the SDK's loggers at its first message.
          logging: {
            get minLogToConsoleLevel() {
              return levelNumber(logLevel);
            },
          },
          // Neither handler may reject: the SDK would close the app.
          onCreate: async ({ context }) => enterConnected(false, context),
          onDestroy: async () => {
            await runDestroyTasks();
            enter({ status: "destroyed" });
          },
        }).provider;
      } catch (cause) {
        return fail("connect-failed", "AmazonConnectApp.init failed.", cause);
      }
      provider.onStart(async ({ context }) => enterConnected(true, context));
      provider.onStop(async ({ context }) => enterConnected(false, context));
      provider.onError(onError);
      provider.getProxy().onHealthCheckStatusChanged(async ({ status }) => onHealth(status));
    },

    setLogLevel(level) {
      logLevel = level;
    },

    getClient,

    addDestroyTask: destroyTasks.add,
    logger,
    sendError: logger.error,

    async sendFatalError(message, data) {
      if (!provider) return logger.error(message, data);
      await runDestroyTasks();
      provider.sendFatalError(...redactMessage(redact, message, data));
    },

    requestClose(message) {
      requireProvider("requestClose").sendCloseAppRequest(message);
    },

    sendActivity() {
      sendActivity(requireProvider("sendActivity"));
    },
  };
}

/** The context that the workspace sent, or null before the app is created. */
export function contextOf(state: ConnectionState): ConnectContext | null {
  return "context" in state ? state.context : null;
}

/** Whether two values from the workspace are equal. They came over a MessagePort, so they are plain data. */
export function isSameData(a: unknown, b: unknown): boolean {
  const [one, other] = [textOf(a), textOf(b)];
  return one === other && one !== undefined;
}

/** The connection of this document. */
export const connection = createConnection();
