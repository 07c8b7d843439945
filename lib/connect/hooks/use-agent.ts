"use client";

import { AgentClient } from "@amazon-connect/contact";
import { textOf } from "../foreign";
import { type ConnectRequestResult, combineRequests } from "../requests";
import { useConnectRequest } from "./use-connect-request";

export interface ConnectAgent {
  arn: string;
  name: string;
}

/**
 * The Connect agent at the desk. Needs User.Details.View. It never proves who they are: any page that may
 * frame the app can send any value. Use `requireAgent` for that.
 *
 * @example
 * const agent = useAgent();
 * const greeting = agent.status === "ready" ? `Hello ${agent.data.name}` : "Hello";
 */
export function useAgent(): ConnectRequestResult<ConnectAgent> {
  const agent = combineRequests<ConnectAgent>({
    arn: useConnectRequest(AgentClient, "getARN"),
    name: useConnectRequest(AgentClient, "getName"),
  });
  if (agent.status !== "ready") return agent;
  const { arn, name } = agent.data;
  return { ...agent, data: { arn: textOf(arn) ?? "", name: textOf(name) ?? "" } };
}
