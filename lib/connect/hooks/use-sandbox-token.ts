"use client";

import { useAppConfig } from "./use-app-config";

/**
 * Whether the app's registration gives its frame a token of the sandbox. True where the workspace does not
 * say: a list without `allow-scripts` is not this frame's, since this code runs in it.
 *
 * @example
 * const canDownload = useSandboxToken("allow-downloads");
 */
export function useSandboxToken(token: `allow-${string}`): boolean {
  const sandbox = useAppConfig().iframeConfig?.sandbox ?? [];
  return sandbox.includes(token) || !sandbox.includes("allow-scripts");
}
