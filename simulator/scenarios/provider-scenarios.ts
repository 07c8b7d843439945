import type { ScenarioInput } from "./scenario";

const call: ScenarioInput = {
  contacts: [{ id: "call", channel: "voice" }],
  apps: [{ contact: "call" }],
};

/** Calls in the app at identity providers that differ from the simulated one, by name. */
export const providerScenarios = {
  "provider-opener-policy": {
    ...call,
    title: "The provider cuts off the sign-in window and refuses frames",
    identityProvider: { coop: "same-origin", frameOptions: "deny" },
  },
  "provider-slow": {
    ...call,
    title: "The provider takes 5 s for each response",
    identityProvider: { delayMs: 5000 },
  },
  "provider-page-on-silent": {
    ...call,
    title: "The provider shows a page where no agent can see one",
    identityProvider: { silent: "page" },
  },
  "provider-silent-unanswered": {
    ...call,
    title: "The provider never responds to a silent request",
    identityProvider: { silent: "unanswered" },
  },
  "provider-resumes-silent": {
    ...call,
    title: "The provider resumes a silent request at the next login",
    description:
      "To see it, delete the cookies of 127.0.0.1 in the browser, and open the app again.",
    identityProvider: { resumesSilent: true },
  },
  "provider-ignores-account-choice": {
    ...call,
    title: "The provider ignores the request to let the next agent choose an account",
    description:
      "To see it, sign in, then sign out of the workspace and let another agent sign in.",
    identityProvider: { silent: "login_required", selectAccount: "ignored" },
  },
  "provider-refuses-account-choice": {
    ...call,
    title: "The provider refuses to let the next agent choose an account",
    description:
      "To see it, sign in, then sign out of the workspace and let another agent sign in.",
    identityProvider: { silent: "login_required", selectAccount: "refused" },
  },
  "provider-thin-id-token": {
    ...call,
    title: "The provider's ID token has only the agent's id",
    identityProvider: { thinIdToken: true },
  },
  "provider-clock-ahead": {
    ...call,
    title: "The provider's clock is 10 minutes ahead",
    identityProvider: { clockAhead: 600 },
  },
  "provider-new-key": {
    ...call,
    title: "The provider signs with another key and algorithm",
    identityProvider: { signingKey: 1, signingAlg: "ES256" },
  },
  "provider-undecoded-secret": {
    ...call,
    title: "The provider does not decode the client's secret",
    identityProvider: { clientAuth: "basic_undecoded" },
  },
  "provider-secret-in-body": {
    ...call,
    title: "The provider accepts the client's secret only in the body",
    identityProvider: { clientAuth: "post_only" },
  },
  "provider-requires-pushed-requests": {
    ...call,
    title: "The provider accepts only requests that the app has sent it before",
    description: "The app reads the provider's rules again after a minute, or when it starts.",
    identityProvider: { pushedRequests: true },
  },
  "provider-needs-sign-out-hint": {
    ...call,
    title: "The provider refuses a sign-out without an ID token",
    identityProvider: { signOutNeedsHint: true },
  },
  "provider-ignores-sign-out": {
    ...call,
    title: "The provider's sign-out page does not end the session",
    identityProvider: { signOutIgnored: true },
  },
} satisfies Record<string, ScenarioInput>;
