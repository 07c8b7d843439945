"use client";

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";
import { reportActivity } from "./activity";
import {
  type Connection,
  type ConnectionState,
  connection as documentConnection,
} from "./connection";

const ConnectionContext = createContext<Connection | null>(null);
const serverState: ConnectionState = { status: "connecting" };

/**
 * Connects the app to the agent workspace. Render it once, around everything; a second one shares the
 * same connection.
 *
 * @param connection for tests
 */
export function ConnectAppProvider({
  connection = documentConnection,
  children,
}: {
  connection?: Connection;
  children: ReactNode;
}) {
  useEffect(() => {
    connection.connect();
    return reportActivity(connection);
  }, [connection]);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

/** The connection itself: `sendError`, `addDestroyTask`, `getClient`. Throws outside the provider. */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error("useConnection must be used inside <ConnectAppProvider>.");
  return connection;
}

/** A value of the connection; renders again when it changes. `onServer` is what it is before that. */
export function useConnectionValue<Value>(
  read: (connection: Connection) => Value,
  onServer: Value,
): Value {
  const connection = useConnection();
  return useSyncExternalStore(
    connection.subscribe,
    () => read(connection),
    () => onServer,
  );
}

/** The state of the connection to the workspace; renders again at each change. */
export function useConnectionState(): ConnectionState {
  return useConnectionValue((connection) => connection.getState(), serverState);
}
