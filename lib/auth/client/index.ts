export type { AgentStorage } from "./agent-storage";
export type { SignIn, SignInState } from "./sign-in";
export {
  SignInProvider,
  useAgentStorage,
  useSignedInAgent,
  useSignIn,
  useSignInState,
} from "./sign-in-provider";
