"use client";

import { useSyncExternalStore } from "react";
import { useConnection } from "../connect-app-provider";
import type { ClientClass } from "../connection";
import {
  type ConnectRequestResult,
  findRequest,
  type IdleIfNull,
  type IdleRequest,
  type OptionalArgs,
  type RequestArgs,
  type RequestData,
  type RequestName,
} from "../requests";

/**
 * Requests something from the workspace: a client's method that begins with get, list, is or can, and its
 * arguments. Components that make the same request share it and its response. An argument that is null
 * makes it wait, as `idle`. `refetch` requests again and keeps the last response on screen meanwhile; pass
 * it to the event that makes the response outdated. It never throws: an error is a state. This example needs
 * User.Status.View.
 *
 * @example
 * const state = useConnectRequest(AgentClient, "getState");
 * useConnectEvent(AgentClient, "StateChanged", state.refetch);
 * const name = state.status === "ready" ? state.data.name : "…";
 */
export function useConnectRequest<
  Client,
  Name extends RequestName<Client>,
  Args extends OptionalArgs<RequestArgs<Client, Name>>,
>(
  Class: ClientClass<Client>,
  name: Name,
  ...args: Args
): ConnectRequestResult<RequestData<Client, Name>> | IdleIfNull<Args[number]>;
export function useConnectRequest<Client, Name extends RequestName<Client>>(
  Class: ClientClass<Client>,
  name: Name,
  ...args: OptionalArgs<RequestArgs<Client, Name>>
): ConnectRequestResult<RequestData<Client, Name>> | IdleRequest {
  const request = findRequest(useConnection(), Class, name, args);
  const state = useSyncExternalStore(request.subscribe, request.getState, request.getState);
  return { ...state, refetch: request.refetch };
}
