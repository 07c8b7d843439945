import "server-only";

export type { Agent, AgentSession } from "./agent";
export { findSession, requireAgent, SignInRequired, withAgent } from "./server/require-agent";
