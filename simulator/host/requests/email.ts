import { RefusedError } from "../refused-error";
import {
  type CreateDraftEmail,
  type EmailContact,
  type EmailThread,
  emailRoutes as routes,
  type GetEmailData,
  type GetEmailThread,
  type SendEmail,
} from "../sdk/email";
import { canSee } from "../apps/subscriptions";
import type { OfContact, RequestContext, Route } from "./route";

type EmailRequests = {
  [routes.getEmailData]: Route<GetEmailData, EmailContact>;
  [routes.createDraftEmail]: Route<CreateDraftEmail, OfContact>;
  [routes.getEmailThread]: Route<GetEmailThread, EmailThread>;
  [routes.sendEmail]: Route<SendEmail, void>;
};

/** Refuses an app that is registered for one contact: AWS's guide allows e-mail only to apps for all contacts. */
function requireCrossContacts({ app }: RequestContext): void {
  if (app.launch.config.contactHandling?.scope === "CROSS_CONTACTS") return;
  throw new RefusedError(
    "invalidScope",
    "E-mail requests need an app that is registered with the scope CROSS_CONTACTS",
  );
}

export const emailRoutes: EmailRequests = {
  [routes.getEmailData]({ contactId, activeContactId }, context) {
    requireCrossContacts(context);
    return context.model.emails.find(contactId, context.requireContact(activeContactId));
  },
  [routes.createDraftEmail](ask, context) {
    requireCrossContacts(context);
    const { relatedContactId } = ask;
    const related = relatedContactId ? context.requireContact(relatedContactId) : null;
    return { contactId: context.model.emails.draft(ask, related) };
  },
  [routes.getEmailThread]({ contactAssociationId, maxResults, nextToken }, context) {
    requireCrossContacts(context);
    const { model, app } = context;
    const seen = model.contacts.list.filter(({ id }) => canSee(id, app.access));
    if (!model.emails.isThreadOf(contactAssociationId, seen)) {
      throw new RefusedError("threadNotFound", `No thread ${contactAssociationId} on this desk`);
    }
    return model.emails.list(contactAssociationId, maxResults, nextToken);
  },
  [routes.sendEmail](ask, context) {
    requireCrossContacts(context);
    context.model.emails.send(ask, context.requireContact(ask.contactId));
  },
};
