export type { SignIn, SignInState } from "./sign-in";
export { SignInProvider, useSignedInAgent, useSignIn, useSignInState } from "./sign-in-provider";
