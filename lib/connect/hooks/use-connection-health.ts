"use client";

import type { HealthCheckStatus } from "@amazon-connect/core";
import { useConnectionValue } from "../connect-app-provider";

/**
 * Whether the workspace answers the SDK's health checks: "healthy", "unhealthy" after three that it did not
 * answer, "unknown" before the first answer and where the workspace asks for none.
 *
 * @example
 * const offline = useConnectionHealth() === "unhealthy";
 */
export function useConnectionHealth(): HealthCheckStatus {
  return useConnectionValue((connection) => connection.getHealth(), "unknown");
}
