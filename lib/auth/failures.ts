import { defaultMessages, type Messages } from "@/lib/messages";

/** Why a sign-in failed. */
export type SignInFailure = keyof Messages["signIn"]["failures"];

/** Converts a failure's name, from a page of the sign-in or the server. An unknown name becomes `failed`. */
export function toFailure(reason: string): SignInFailure {
  return Object.hasOwn(defaultMessages.signIn.failures, reason)
    ? (reason as SignInFailure)
    : "failed";
}
