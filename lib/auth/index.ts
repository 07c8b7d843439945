import "server-only";

export type { Tenant } from "@/lib/tenants/tenant";
export type { Agent, AgentSession } from "./agent";
export {
  findSession,
  RoleRequired,
  requireAgent,
  SignInRequired,
  withAgent,
} from "./server/require-agent";
