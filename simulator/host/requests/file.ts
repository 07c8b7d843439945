import { RefusedError } from "../refused-error";
import {
  type BatchGetMetadata,
  type BatchMetadata,
  type FileUrl,
  type GetFileUrl,
  type OfFile,
  fileRoutes as routes,
  type StartedUpload,
  type StartUpload,
} from "../sdk/file";
import { contactArn } from "../simulated-instance";
import { canSee } from "../apps/subscriptions";
import type { RequestContext, Route } from "./route";

type FileRequests = {
  [routes.batchGetAttachedFileMetadata]: Route<BatchGetMetadata, BatchMetadata>;
  [routes.startAttachedFileUpload]: Route<StartUpload, StartedUpload>;
  [routes.completeAttachedFileUpload]: Route<OfFile, void>;
  [routes.getAttachedFileUrl]: Route<GetFileUrl, FileUrl>;
  [routes.deleteAttachedFile]: Route<OfFile, void>;
};

/** Refuses a change to the files of a contact that the app does not see. */
function requireOwner({ model, app }: RequestContext, arn: string): void {
  const owner = model.contacts.list.find(({ id }) => contactArn(id) === arn);
  if (owner && canSee(owner.id, app.access)) return;
  throw new RefusedError("contactNotFound", `No contact ${arn} in this app's scope`);
}

/** Refuses to read files that belong neither to the contact on the desk nor to its thread. */
function requireReadable(context: RequestContext, arn: string, activeContactId: string): void {
  const active = context.requireContact(activeContactId);
  if (contactArn(active.id) === arn) return;
  if (active.channel.type === "email" && context.model.emails.hasInThread(arn, active)) return;
  throw new RefusedError("fileNotFound", `No files of ${arn} at the contact ${activeContactId}`);
}

export const fileRoutes: FileRequests = {
  [routes.batchGetAttachedFileMetadata]({ relatedAttachments, activeContactId }, context) {
    const { associatedResourceArn, fileIds } = relatedAttachments;
    requireReadable(context, associatedResourceArn, activeContactId);
    return context.model.files.metadata(associatedResourceArn, fileIds);
  },
  [routes.startAttachedFileUpload](ask, context) {
    requireOwner(context, ask.associatedResourceArn);
    return context.model.files.start(ask);
  },
  [routes.completeAttachedFileUpload](file, context) {
    requireOwner(context, file.associatedResourceArn);
    context.model.files.complete(file);
  },
  [routes.getAttachedFileUrl]({ attachment, activeContactId }, context) {
    requireReadable(context, attachment.associatedResourceArn, activeContactId);
    return context.model.files.urlOf(attachment);
  },
  [routes.deleteAttachedFile](file, context) {
    requireOwner(context, file.associatedResourceArn);
    context.model.files.delete(file);
  },
};
