import {
  type AgentClient,
  AgentRoutes,
  type ListQuickConnectsOptions,
  type QueueARN,
} from "@amazon-connect/contact";
import { RefusedError } from "../refused-error";
import type { AnswerOf, Route } from "./route";

type Of<Method extends keyof AgentClient> = AnswerOf<AgentClient, Method>;

type AgentRequests = {
  [AgentRoutes.getARN]: Route<void, { ARN: string }>;
  [AgentRoutes.getName]: Route<void, { name: string }>;
  [AgentRoutes.getState]: Route<void, Of<"getState">>;
  [AgentRoutes.getAvailabilityState]: Route<void, Of<"getAvailabilityState">>;
  [AgentRoutes.listAvailabilityStates]: Route<void, Of<"listAvailabilityStates">>;
  [AgentRoutes.setAvailabilityState]: Route<{ agentStateARN: string }, Of<"setAvailabilityState">>;
  [AgentRoutes.setAvailabilityStateByName]: Route<
    { agentStateName: string },
    Of<"setAvailabilityStateByName">
  >;
  [AgentRoutes.setOffline]: Route<object, Of<"setOffline">>;
  [AgentRoutes.getRoutingProfile]: Route<void, Of<"getRoutingProfile">>;
  [AgentRoutes.getChannelConcurrency]: Route<void, Of<"getChannelConcurrency">>;
  [AgentRoutes.getDefaultOutboundQueue]: Route<void, Of<"getDefaultOutboundQueue">>;
  [AgentRoutes.getRoutingProfileQueues]: Route<void, Of<"getRoutingProfileQueues">>;
  [AgentRoutes.getExtension]: Route<void, { extension: string | undefined }>;
  [AgentRoutes.getDialableCountries]: Route<void, { dialableCountries: string[] }>;
  [AgentRoutes.listQuickConnects]: Route<
    { queueARNs: QueueARN | QueueARN[]; options?: ListQuickConnectsOptions },
    Of<"listQuickConnects">
  >;
  [AgentRoutes.getNetworkConnectionStatus]: Route<void, Of<"getNetworkConnectionStatus">>;
  [AgentRoutes.listSecurityProfilePermissions]: Route<void, { permissions: string[] }>;
};

const defaultPage = 500;

export const agentRoutes: AgentRequests & Record<AgentRoutes, unknown> = {
  [AgentRoutes.getARN]: (_, { model }) => ({ ARN: model.desk.agent.arn }),
  [AgentRoutes.getName]: (_, { model }) => ({ name: model.desk.agent.name }),
  [AgentRoutes.getState]: (_, { model }) => model.desk.agent.state,
  [AgentRoutes.getAvailabilityState](_, { model }) {
    const { state, nextState } = model.desk.agent;
    return nextState ? { ...state, nextState } : state;
  },
  [AgentRoutes.listAvailabilityStates]: (_, { model }) => [...model.desk.agent.availabilityStates],
  [AgentRoutes.setAvailabilityState]: ({ agentStateARN }, { model }) =>
    model.desk.choose(model.desk.requireState(agentStateARN)),
  [AgentRoutes.setAvailabilityStateByName]: ({ agentStateName }, { model }) =>
    model.desk.choose(model.desk.requireState(agentStateName)),
  [AgentRoutes.setOffline](_, { model: { desk } }) {
    const offline = desk.agent.availabilityStates.find(({ type }) => type === "offline");
    if (!offline) throw new RefusedError("invalidState", "The agent has no offline state");
    return desk.choose(offline);
  },
  [AgentRoutes.getRoutingProfile]: (_, { model }) => model.desk.agent.routingProfile,
  [AgentRoutes.getChannelConcurrency]: (_, { model }) =>
    model.desk.agent.routingProfile.channelConcurrencyMap,
  [AgentRoutes.getDefaultOutboundQueue]: (_, { model }) =>
    model.desk.agent.routingProfile.defaultOutboundQueue,
  [AgentRoutes.getRoutingProfileQueues]: (_, { model }) => model.desk.agent.routingProfile.queues,
  [AgentRoutes.getExtension]: (_, { model }) => ({ extension: model.desk.agent.extension }),
  [AgentRoutes.getDialableCountries]: (_, { model }) => ({
    dialableCountries: model.desk.agent.dialableCountries.map(({ countryCode }) => countryCode),
  }),
  [AgentRoutes.listQuickConnects]({ queueARNs, options }, { model: { desk } }) {
    const { quickConnects, routingProfile } = desk.agent;
    const known = [queueARNs]
      .flat()
      .some((arn) => routingProfile.queues.some(({ queueARN }) => queueARN === arn));
    const ofQueues = known ? quickConnects : [];
    const start = Number(options?.nextToken ?? 0);
    const end = start + (options?.maxResults ?? defaultPage);
    return {
      quickConnects: ofQueues.slice(start, end),
      nextToken: end < ofQueues.length ? String(end) : null,
    };
  },
  [AgentRoutes.getNetworkConnectionStatus]: (_, { model }) => model.desk.agent.network,
  [AgentRoutes.listSecurityProfilePermissions]: (_, { model }) => ({
    permissions: [...model.desk.agent.securityProfilePermissions],
  }),
};
