import { frameOrigins } from "../registration";
import type { WorkspaceConfig } from "../workspace-config";

/**
 * Builds the workspace page's policy: as in the real workspace, frames may only be on
 * the access URL's origin and the approved origins. Throws on an origin that is not a URL.
 */
export function workspaceContentSecurityPolicy(config: WorkspaceConfig): string {
  return [
    `frame-src ${frameOrigins(config).join(" ")}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
