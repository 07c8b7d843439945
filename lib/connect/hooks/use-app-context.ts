"use client";

import { useSyncExternalStore } from "react";
import { useConnection } from "../connect-app-provider";
import { type ConnectContext, contextOf } from "../connection";
import { ConnectAppError } from "../errors";

/**
 * What the workspace told this frame: instance id, configuration, scope, launch parameters, who launched
 * it, region. Throws `not-connected` before the app is created: use it inside `<ConnectionGate>`.
 *
 * @example
 * const { parameters } = useAppContext();
 * const orderId = parameters?.orderId;
 */
export function useAppContext(): ConnectContext {
  const context = useOptionalAppContext();
  if (context) return context;
  throw new ConnectAppError(
    "not-connected",
    "useAppContext needs a connected app: use it inside <ConnectionGate>.",
  );
}

/** As `useAppContext`, and null before the app is created. */
export function useOptionalAppContext(): ConnectContext | null {
  const connection = useConnection();
  return useSyncExternalStore(
    connection.subscribe,
    () => contextOf(connection.getState()),
    () => null,
  );
}
