"use client";

import { useAppConfig } from "./use-app-config";

/**
 * Whether the app's registration gives its frame a sandbox token. True if the workspace does not say: a list
 * without `allow-scripts` cannot be this frame's, because this code runs in it.
 *
 * @example
 * const canDownload = useSandboxToken("allow-downloads");
 */
export function useSandboxToken(token: `allow-${string}`): boolean {
  const sandbox = useAppConfig().iframeConfig?.sandbox ?? [];
  return sandbox.includes(token) || !sandbox.includes("allow-scripts");
}
