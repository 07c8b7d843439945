"use client";

import { isGranted, type Permission } from "../permissions";
import { useAppConfig } from "./use-app-config";

/**
 * Whether the app's registration grants a permission, by name or by `*`. Throws `not-connected` before the
 * app is created.
 *
 * @example
 * const canTransfer = usePermission("Contact.Details.Edit");
 */
export function usePermission(permission: Permission): boolean {
  return isGranted(useAppConfig().permissions, permission);
}
