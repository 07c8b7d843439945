"use client";

import type { ConnectContext } from "../foreign";
import { useAppContext } from "./use-app-context";

/**
 * The app's registration, from the workspace: name, access URL, permissions, sandbox. Throws
 * `not-connected` before the app is created.
 *
 * @example
 * const { name, permissions } = useAppConfig();
 */
export function useAppConfig(): ConnectContext["config"] {
  return useAppContext().config;
}
