import { messages } from "@/lib/messages";

/** Why a sign-in did not succeed. */
export type SignInFailure = keyof typeof messages.signIn.failures;

/** The failure of this name, as a page of the sign-in or the server told it; an unknown one is `failed`. */
export function toFailure(reason: string): SignInFailure {
  return Object.hasOwn(messages.signIn.failures, reason) ? (reason as SignInFailure) : "failed";
}
