"use client";

import type { HealthCheckStatus } from "@amazon-connect/core";
import { useConnectionValue } from "../connect-app-provider";

/**
 * Whether the workspace responds to the SDK's health checks: "healthy", "unhealthy" after three missed checks,
 * "unknown" before the first response, and if the workspace uses no health checks.
 *
 * @example
 * const offline = useConnectionHealth() === "unhealthy";
 */
export function useConnectionHealth(): HealthCheckStatus {
  return useConnectionValue((connection) => connection.getHealth(), "unknown");
}
