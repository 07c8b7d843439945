import {
  type QuickResponses,
  type QuickResponsesEnabledState,
  quickResponsesRoutes as routes,
  type SearchQuickResponses,
} from "../sdk/quick-responses";
import { isEnabled, placeholders } from "./message-template";
import type { Route } from "./route";

type QuickResponsesRequests = {
  [routes.isEnabled]: Route<void, QuickResponsesEnabledState>;
  [routes.searchQuickResponses]: Route<SearchQuickResponses, QuickResponses>;
};

export const quickResponsesRoutes: QuickResponsesRequests = {
  [routes.isEnabled]: isEnabled,
  [routes.searchQuickResponses](ask, context) {
    // The request names no contact: an app without one sends the attributes itself.
    const contact = context.model.contacts.find(context.app.access.currentContactId);
    return context.model.knowledge.searchResponses(ask, placeholders(context, contact?.attributes));
  },
};
