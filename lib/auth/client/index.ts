export type { SignInState } from "./sign-in";
export { SignInProvider, useSignedInAgent, useSignIn } from "./sign-in-provider";
