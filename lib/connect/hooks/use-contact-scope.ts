"use client";

import { useAppContext } from "./use-app-context";

/**
 * The id of the contact that this frame was opened for, or null on the idle desk. Throws `not-connected`
 * before the app is created.
 *
 * @example
 * const contactId = useContactScope();
 * const title = contactId ? `Contact ${contactId}` : "No contact";
 */
export function useContactScope(): string | null {
  const { scope } = useAppContext();
  return scope?.type === "contact" ? scope.contactId : null;
}
