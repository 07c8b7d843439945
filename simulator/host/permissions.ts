import type { SubscriptionTopic } from "@amazon-connect/core";
import { type Permission, permissionFor } from "../../lib/connect/permissions";

/** Whether a topic is the workspace's own. Any other namespace, or none, is for the apps among themselves. */
export function isWorkspaceTopic({ namespace }: Partial<SubscriptionTopic>): boolean {
  return String(namespace).startsWith("aws.connect.");
}

/** The permission that a subscription needs; null if it needs none. */
export function permissionToSubscribe(topic: SubscriptionTopic): Permission | null {
  return isWorkspaceTopic(topic) ? permissionFor(topic.key) : null;
}
