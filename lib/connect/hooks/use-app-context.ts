"use client";

import { useConnectionValue } from "../connect-app-provider";
import { contextOf } from "../connection";
import type { ConnectContext } from "../foreign";
import { notConnected } from "../errors";

/**
 * What the workspace sent to this frame: instance id, configuration, scope, launch parameters, who launched
 * it, region. Throws `not-connected` before the app is created: use it inside `<ConnectionGate>`.
 *
 * @example
 * const { parameters } = useAppContext();
 * const orderId = parameters?.orderId;
 */
export function useAppContext(): ConnectContext {
  const context = useOptionalAppContext();
  if (!context) throw notConnected("useAppContext");
  return context;
}

/** Like `useAppContext`, but null before the app is created. */
export function useOptionalAppContext(): ConnectContext | null {
  return useConnectionValue((connection) => contextOf(connection.getState()), null);
}
