import { messages } from "@/lib/messages";

/** Why a sign-in did not succeed. */
export type SignInFailure = keyof typeof messages.signIn.failures;

/** next-auth's `error` parameter, an error code of the identity provider (OpenID Connect Core 3.1.2.6), or our own. */
const reasons = new Map<string, SignInFailure>([
  ["AccessDenied", "not-allowed"],
  ["Configuration", "identity-provider"],
  ["OAuthCallbackError", "identity-provider"],
  ["access_denied", "cancelled"],
  ["login_required", "login-required"],
  ["interaction_required", "login-required"],
  ["account_selection_required", "login-required"],
  ["consent_required", "login-required"],
  ["server_error", "identity-provider"],
  ["temporarily_unavailable", "identity-provider"],
]);

/** The failure that a code stands for; an unknown one is a plain `failed`. */
export function signInFailure(code: string | null): { reason: SignInFailure; text: string } {
  const reason = reasons.get(code ?? "") ?? (isSignInFailure(code) ? code : "failed");
  return { reason, text: messages.signIn.failures[reason] };
}

function isSignInFailure(code: string | null): code is SignInFailure {
  return code !== null && Object.hasOwn(messages.signIn.failures, code);
}
