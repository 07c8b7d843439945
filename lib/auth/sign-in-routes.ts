import "server-only";

// For the routes of the sign-in, and for nothing else: what they handle is not yet a signed-in agent. A
// page or a route of the app takes `requireAgent` or `withAgent` from "@/lib/auth".
export { saveAttempt, takeAttempt } from "./attempt";
export { signInFailure } from "./failures";
export { mintCode, token32 } from "./handoff";
export { endSessionUrl } from "./identity-provider";
export { dropLeftCode, findLeftCode, leaveCode, leftCodeLifetime } from "./left-code";
export {
  auth,
  CodeRefused,
  handlers,
  redeemSchema,
  signIn,
  signOut,
  takeArrival,
} from "./next-auth";
export { windowPage } from "./window-page";
