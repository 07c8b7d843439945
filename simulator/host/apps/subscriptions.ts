import { ContactLifecycleTopicKey } from "@amazon-connect/contact";
import type { SubscriptionTopic } from "@amazon-connect/core";
import type { WorkspaceEvent } from "../events";

/** The contacts that an app sees. */
export interface ContactAccess {
  /** The contact that it was opened for; undefined on the idle desk. */
  readonly contactId: string | undefined;
  /** What `CURRENT_CONTACT` is to it: its own contact, or the selected one if it stays open for all contacts. */
  readonly currentContactId: string | undefined;
  /** Whether it may name any other contact of the agent. */
  readonly seesAll: boolean;
}

/** A subscription to one of these without a contact is for the app's own contact (developer guide). */
const ofOwnContact = new Set<string>(
  Object.values(ContactLifecycleTopicKey).filter(
    (key) => key !== ContactLifecycleTopicKey.Incoming,
  ),
);

/** Resolves a contact id from an app: `CURRENT_CONTACT` is its own contact, or the selected one. */
export function resolveContactId(contactId: string, access: ContactAccess): string | undefined {
  return contactId === "CURRENT_CONTACT" ? access.currentContactId : contactId;
}

export function canSee(contactId: string | undefined, access: ContactAccess): boolean {
  return contactId !== undefined && (contactId === access.contactId || access.seesAll);
}

/** The topics that one app instance has subscribed to. */
export class Subscriptions {
  private readonly byKey = new Map<string, Map<string, SubscriptionTopic>>();

  add(topic: SubscriptionTopic): void {
    const topics = this.byKey.get(keyOf(topic)) ?? new Map();
    this.byKey.set(keyOf(topic), topics.set(topic.parameter ?? "", topic));
  }

  delete(topic: SubscriptionTopic): void {
    const topics = this.byKey.get(keyOf(topic));
    topics?.delete(topic.parameter ?? "");
    if (topics?.size === 0) this.byKey.delete(keyOf(topic));
  }

  clear(): void {
    this.byKey.clear();
  }

  /** The subscribed topics that an event of the workspace belongs to. */
  of(event: WorkspaceEvent, access: ContactAccess): SubscriptionTopic[] {
    return this.ofKey(event).filter(({ parameter }) => {
      if (event.contactId === undefined) return parameter === event.parameter;
      if (!canSee(event.contactId, access)) return false;
      if (parameter !== undefined) return resolveContactId(parameter, access) === event.parameter;
      return (
        !ofOwnContact.has(event.key) || event.contactId === (access.contactId ?? event.contactId)
      );
    });
  }

  /** The subscribed topics that an app's own event belongs to. */
  ofApp(event: SubscriptionTopic): SubscriptionTopic[] {
    return this.ofKey(event).filter(({ parameter }) => parameter === event.parameter);
  }

  private ofKey(topic: { namespace: string; key: string }): SubscriptionTopic[] {
    return [...(this.byKey.get(keyOf(topic))?.values() ?? [])];
  }
}

function keyOf({ namespace, key }: { namespace: string; key: string }): string {
  return `${namespace} ${key}`;
}
