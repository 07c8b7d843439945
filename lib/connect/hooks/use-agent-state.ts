"use client";

import { AgentClient, type AgentState } from "@amazon-connect/contact";
import type { ConnectRequestResult } from "../requests";
import { useConnectEvent } from "./use-connect-event";
import { useConnectRequest } from "./use-connect-request";

/**
 * The agent's availability state, as it is now. Needs User.Status.View, which is why it asks with the call
 * that AWS has deprecated: `getAvailabilityState` needs `*`.
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
