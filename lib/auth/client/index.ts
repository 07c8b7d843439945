export type { AgentStorage } from "./agent-storage";
export type { SignIn, SignInState } from "./sign-in";
export {
  SignInProvider,
  useAgentStorage,
  useRenderedFor,
  useSignedInAgent,
  useSignIn,
  useSignInState,
} from "./sign-in-provider";
