import {
  type MessageTemplateClient,
  MessageTemplateRoute,
  type SearchMessageTemplatesParams,
} from "@amazon-connect/message-template";
import type { AnswerOf, OfContact, RequestContext, Route } from "./route";

type Of<Method extends keyof MessageTemplateClient> = AnswerOf<MessageTemplateClient, Method>;

type MessageTemplateRequests = {
  [MessageTemplateRoute.isEnabled]: Route<void, Of<"isEnabled">>;
  [MessageTemplateRoute.searchMessageTemplates]: Route<
    { request: SearchMessageTemplatesParams },
    Of<"searchMessageTemplates">
  >;
  [MessageTemplateRoute.getContent]: Route<
    OfContact & { messageTemplateId: string },
    Of<"getContent">
  >;
};

/** Whether the instance has a knowledge base, as both of its clients get it. */
export function isEnabled(_: unknown, { model }: RequestContext) {
  const { id } = model.knowledge;
  return id === null
    ? ({ isEnabled: false } as const)
    : ({ isEnabled: true, knowledgeBaseId: id } as const);
}

/** What fills in a text's placeholders: the contact's attributes, and the agent. */
export function placeholders(
  { model }: RequestContext,
  attributes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const [firstName = "", ...others] = model.desk.agent.name.split(" ");
  return {
    ...attributes,
    "Agent.FirstName": firstName,
    "Agent.LastName": others.at(-1) ?? "",
  };
}

export const messageTemplateRoutes: MessageTemplateRequests &
  Record<MessageTemplateRoute, unknown> = {
  [MessageTemplateRoute.isEnabled]: isEnabled,
  [MessageTemplateRoute.searchMessageTemplates]: ({ request }, { model }) =>
    model.knowledge.searchTemplates(request),
  [MessageTemplateRoute.getContent](ask, context) {
    const { attributes } = context.requireContact(ask.contactId);
    return context.model.knowledge.content(
      ask.messageTemplateId,
      placeholders(context, attributes),
    );
  },
};
