"use client";

import { AgentClient, type AgentState } from "@amazon-connect/contact";
import type { ConnectRequestResult } from "../requests";
import { useConnectEvent } from "./use-connect-event";
import { useConnectRequest } from "./use-connect-request";

/**
 * The agent's current availability state. Needs User.Status.View. It uses a call that AWS has deprecated,
 * because the new one, `getAvailabilityState`, needs `*`.
 *
 * @example
 * const state = useAgentState();
 * const isAvailable = state.status === "ready" && state.data.type === "routable";
 */
export function useAgentState(): ConnectRequestResult<AgentState> {
  const state = useConnectRequest(AgentClient, "getState");
  useConnectEvent(AgentClient, "StateChanged", state.refetch);
  return state;
}
