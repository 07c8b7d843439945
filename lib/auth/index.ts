import "server-only";

export type { Agent } from "./agent";
export { saveAttempt, takeAttempt } from "./attempt";
export { mintCode, token32 } from "./handoff";
export { auth, CodeRefused, handlers, signIn, signOut } from "./next-auth";
export { findAgent, requireAgent, SignInRequired, withAgent } from "./require-agent";
export { windowPage } from "./window-page";
