import "server-only";

export type { Agent, AgentSession } from "./agent";
export { saveAttempt, takeAttempt } from "./attempt";
export { mintCode, token32 } from "./handoff";
export { endSessionUrl } from "./identity-provider";
export { dropLeftCode, findLeftCode, leaveCode, leftCodeLifetime } from "./left-code";
export { auth, CodeRefused, handlers, redeemSchema, signIn, signOut } from "./next-auth";
export { findSession, requireAgent, SignInRequired, withAgent } from "./require-agent";
export { windowPage } from "./window-page";
