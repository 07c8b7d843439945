"use client";

import { useSyncExternalStore } from "react";
import { useConnection } from "../connect-app-provider";
import type { ClientClass } from "../connection";
import {
  type ConnectRequestResult,
  findRequest,
  type RequestArgs,
  type RequestData,
  type RequestName,
} from "../requests";

/**
 * Asks the workspace something: a client's method that begins with get, list, is or can, and its arguments.
 * Components that ask the same share one request and its answer. `refetch` asks again and keeps the last
 * answer on screen meanwhile; hand it to the event that makes the answer old. Nothing is thrown: what went
 * wrong is a state.
 *
 * @example
 * const state = useConnectRequest(AgentClient, "getState");
 * useConnectEvent(AgentClient, "StateChanged", state.refetch);
 * const name = state.status === "ready" ? state.data.name : "…";
 */
export function useConnectRequest<Client, Name extends RequestName<Client>>(
  Class: ClientClass<Client>,
  name: Name,
  ...args: RequestArgs<Client, Name>
): ConnectRequestResult<RequestData<Client, Name>> {
  const request = findRequest(useConnection(), Class, name, args);
  const state = useSyncExternalStore(request.subscribe, request.getState, request.getState);
  return { ...state, refetch: request.refetch };
}
