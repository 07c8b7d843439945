export type { SignIn, SignInState } from "./sign-in";
export {
  SignInProvider,
  useRenderedFor,
  useSignedInAgent,
  useSignIn,
  useSignInState,
} from "./sign-in-provider";
