import { AgentRoutes, ContactRoutes, contactNamespace } from "@amazon-connect/contact";
import {
  handlerNotFoundResponseErrorKey,
  type RequestMessage,
  type ResponseMessage,
} from "@amazon-connect/core";
import type { AppConfig } from "@amazon-connect/workspace-types";
import type { Agent } from "./agent";
import type { Contact } from "./contact";

/** What a request may ask about: the agent, and the contacts that the asking app can see. */
export interface RequestScope {
  agent: Agent;
  config: AppConfig;
  findContact(contactId: string): Contact | undefined;
}

interface Route {
  /** The permission that the Connect administrator guide lists for the call. */
  permission: string;
  answer(scope: RequestScope, data: { contactId?: string; attributes?: string[] | "*" }): object;
}

class RequestError extends Error {
  constructor(
    readonly errorKey: string,
    reason: string,
  ) {
    super(reason);
  }
}

function requireContact(scope: RequestScope, contactId = ""): Contact {
  const contact = scope.findContact(contactId);
  if (!contact)
    throw new RequestError("contactNotFound", `No contact ${contactId} in this app's scope`);
  return contact;
}

const routes: Partial<Record<string, Route>> = {
  [AgentRoutes.getARN]: {
    permission: "User.Details.View",
    answer: ({ agent }) => ({ ARN: agent.arn }),
  },
  [AgentRoutes.getName]: {
    permission: "User.Details.View",
    answer: ({ agent }) => ({ name: agent.name }),
  },
  [ContactRoutes.getAttributes]: {
    permission: "Contact.Attributes.View",
    answer(scope, { contactId, attributes = "*" }) {
      const all = requireContact(scope, contactId).attributes;
      if (attributes === "*") return all;
      return Object.fromEntries(Object.entries(all).filter(([key]) => attributes.includes(key)));
    },
  },
  [ContactRoutes.getChannelType]: {
    permission: "Contact.Details.View",
    answer: (scope, { contactId }) => requireContact(scope, contactId).channel,
  },
  [ContactRoutes.getInitialContactId]: {
    permission: "Contact.Details.View",
    answer: (scope, { contactId }) => ({ initialContactId: requireContact(scope, contactId).id }),
  },
  [ContactRoutes.getQueue]: {
    permission: "Contact.Details.View",
    answer: (scope, { contactId }) => requireContact(scope, contactId).queue,
  },
  [ContactRoutes.getStateDuration]: {
    permission: "Contact.Details.View",
    answer: (scope, { contactId }) => ({
      stateDuration: Date.now() - requireContact(scope, contactId).stateSince,
    }),
  },
};

export function isPermitted(config: AppConfig, permission: string): boolean {
  return config.permissions.includes(permission) || config.permissions.includes("*");
}

/** The workspace's response to a request of an app. Never throws: a fault is a response too. */
export function answerRequest(request: RequestMessage, scope: RequestScope): ResponseMessage {
  const { namespace, requestId, command, data } = request;
  try {
    const route = namespace === contactNamespace ? routes[command] : undefined;
    if (!route) throw new RequestError(handlerNotFoundResponseErrorKey, "No handler for command");
    if (!isPermitted(scope.config, route.permission)) {
      throw new RequestError("noPermission", "App does not have permission for this request");
    }
    const answer = route.answer(scope, { ...data });
    return { type: "response", namespace, requestId, isError: false, data: answer };
  } catch (error) {
    return {
      type: "response",
      namespace,
      requestId,
      isError: true,
      errorKey: error instanceof RequestError ? error.errorKey : "unknown",
      reason: error instanceof Error ? error.message : String(error),
      details: { command, requestData: data },
    };
  }
}
