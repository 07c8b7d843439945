import type { ConnectResponseData } from "@amazon-connect/core";
import type { AppDesk } from "../apps/app-desk";
import type { AppInstance } from "../apps/app-instance";
import type { Contact, Participant } from "../contacts/contact";
import { canSee, resolveContactId } from "../apps/subscriptions";
import type { Model } from "../model";
import { RefusedError } from "../refused-error";
import type { CloudscapeTheme } from "../sdk/theme";

/** What a request may use, and for which app. */
export interface RequestContext {
  model: Model;
  apps: AppDesk;
  /** The app that sent the request. */
  app: AppInstance;
  region: string;
  /** The theme of the instance; null if it has none. */
  theme: CloudscapeTheme | null;
  /** The contact that the request names, if this app sees it; throws `RefusedError` otherwise. */
  requireContact(contactId: string): Contact;
  /** The same for a participant. */
  requireParticipant(participantId: string): { contact: Contact; participant: Participant };
  /** Clears a contact and destroys the apps that were opened for it. */
  clearContact(contactId: string): void;
}

/** What the requests of `app` may touch. */
export function contextOf(
  workspace: Pick<RequestContext, "model" | "apps" | "region" | "theme" | "clearContact">,
  app: AppInstance,
): RequestContext {
  const { model } = workspace;
  const { access } = app;
  return {
    ...workspace,
    app,
    requireContact(contactId) {
      const resolved = resolveContactId(contactId, access);
      const contact = canSee(resolved, access) && model.contacts.find(resolved);
      if (contact) return contact;
      throw new RefusedError("contactNotFound", `No contact ${contactId} in this app's scope`);
    },
    requireParticipant(participantId) {
      const found = model.participants.require(participantId);
      if (canSee(found.contact.id, access)) return found;
      throw new RefusedError(
        "participantNotFound",
        `No participant ${participantId} in this app's scope`,
      );
    },
  };
}

/** Handles one command. `Ask` is what the SDK's client sends, `Answer` what it accepts. */
export type Route<Ask, Answer extends ConnectResponseData> = (
  ask: Ask,
  context: RequestContext,
) => Answer;

/** What a method of an SDK client resolves with, if it passes on the response unchanged. */
export type AnswerOf<Client, Method extends keyof Client> = Client[Method] extends (
  ...args: never[]
) => Promise<infer Answer>
  ? Answer
  : never;

export interface OfContact {
  contactId: string;
}

export interface OfParticipant {
  participantId: string;
}
