/** Why a sign-in did not succeed, and what the agent reads of it. */
export const signInFailures = {
  "not-allowed": "Your account may not use this app. Ask your supervisor for access.",
  "login-required": "You are not signed in at your organisation's sign-in service.",
  cancelled: "The sign-in was cancelled, or the sign-in service refused it.",
  "identity-provider":
    "The sign-in service could not be reached, or refused the app. Try again in a moment.",
  "attempt-expired": "The sign-in took too long, or was begun again elsewhere.",
  "code-expired": "The sign-in took too long.",
  "cookie-blocked":
    "This browser did not keep the app's cookie. Ask your administrator to allow it.",
  "claims-too-large": "Your account holds more than the app can keep. Tell your administrator.",
  network: "The app's server could not be reached.",
  failed: "The sign-in did not succeed.",
} as const;

export type SignInFailure = keyof typeof signInFailures;

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
  return { reason, text: signInFailures[reason] };
}

function isSignInFailure(code: string | null): code is SignInFailure {
  return code !== null && Object.hasOwn(signInFailures, code);
}
