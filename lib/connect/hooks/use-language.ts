"use client";

import { isGranted } from "../permissions";
import type { ConnectRequestResult } from "../requests";
import { type Locale, SettingsClient } from "../settings-client";
import { useOptionalAppContext } from "./use-app-context";
import { useConnectEvent } from "./use-connect-event";
import { useConnectRequest } from "./use-connect-request";

/**
 * The agent's language in the workspace, such as `es_ES`; null if the agent has chosen none. Needs
 * User.Configuration.View.
 *
 * @example
 * const language = useLanguage();
 * const tag = language.status === "ready" ? language.data?.replace("_", "-") : undefined;
 * const date = new Date().toLocaleDateString(tag);
 */
export function useLanguage(): ConnectRequestResult<Locale | null> {
  const language = useConnectRequest(SettingsClient, "getLanguage");
  const granted = useOptionalAppContext()?.config.permissions ?? [];
  // The workspace logs an error for a subscription without permission.
  const parameter = isGranted(granted, "User.Configuration.View") ? undefined : null;
  useConnectEvent(SettingsClient, "LanguageChanged", language.refetch, parameter);
  return language;
}
