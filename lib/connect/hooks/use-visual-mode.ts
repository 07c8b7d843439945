"use client";

import { useConnectionValue } from "../connect-app-provider";
import type { VisualMode } from "../settings-client";

/**
 * Whether the workspace is light or dark; `auto` is as the browser has it. null until the workspace sends it, and
 * where the app's registration lacks the permission: follow the browser then. Needs *.
 *
 * @example
 * const mode = useVisualMode();
 * const chartColours = mode === "dark" ? ["#42b4ff"] : ["#006ce0"];
 */
export function useVisualMode(): VisualMode | null {
  return useConnectionValue((connection) => connection.getVisualMode(), null);
}
