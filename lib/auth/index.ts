import "server-only";

export type { Tenant } from "@/lib/tenants/tenant";
export type { Agent, AgentSession } from "./agent";
export { getAccessToken } from "./server/access-token";
export {
  AccessTokenEnded,
  AccessTokenUnavailable,
  RoleRequired,
  SignInRequired,
} from "./server/agent-errors";
export { findSession, requireAgent, withAgent } from "./server/require-agent";
