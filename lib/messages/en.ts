/** Everything an agent reads, in English. What depends on a value is a function of it. */
export const en = {
  /** BCP 47: the page's `lang`, and how dates are written. */
  language: "en",
  appName: "Starter app",

  connection: {
    connecting: "Connecting to the agent workspace…",
    standalone: {
      title: "This app runs inside the Amazon Connect agent workspace",
      text: "It shows an agent the contact at hand, so there is nothing to see in a window of its own. Open it from the apps menu of your agent workspace.",
      developing:
        "Developing it? The command “npm run dev” prints the address of a simulated workspace.",
    },
    destroyed: {
      title: "This app has been closed",
      text: "You can open it again from the apps menu.",
    },
    failed: {
      title: "Not connected",
      "connect-timeout":
        "The agent workspace did not answer in time. If it does not when you try again, close this app and open it anew.",
      "connect-late": "The agent workspace answered too late. Try again to connect.",
      "workspace-unhealthy":
        "The agent workspace has stopped answering. It may come back by itself.",
      "opaque-origin":
        "This app is not allowed to keep a session. Tell your administrator to add allow-same-origin to the sandbox of the app’s registration, and open the app again.",
      other: "The connection to the agent workspace broke.",
    },
    tryAgain: "Try again",
    reload: "Reload",
  },

  signIn: {
    signingIn: "Signing you in…",
    signedOut: {
      title: "You are signed out",
      none: "Sign in to go on",
      text: "You use the account that you signed in to the agent workspace with.",
      otherAgent: "Another agent was signed in here before. Sign in with your own account.",
      open: "Sign in",
    },
    elsewhere: {
      title: "You are signing in in another tab",
      text: "This page goes on by itself when you are done there.",
      open: "Sign in here instead",
    },
    failed: { title: "You are not signed in", open: "Try again" },
    noWindow: (token: string) =>
      `This app is not allowed to open the sign-in window. Tell your administrator to add ${token} to the sandbox of the app’s registration, and open the app again.`,
    window: {
      title: "Continue in the sign-in window",
      text: "A window has opened for you to sign in. This page goes on by itself when you are done.",
      stuck: "Signed in, and this page does not go on?",
      finish: "Finish sign-in",
      missing: "No window in sight?",
      again: "Open it again",
      sandboxHint: (token: string) =>
        `Does the window show an error page, or close at once? Then tell your administrator to add ${token} to the sandbox of the app’s registration.`,
    },
    blocked: {
      title: "Open the sign-in page",
      text: "Your browser did not open the sign-in window by itself. When you are done there, this page goes on by itself.",
      link: "Open the sign-in page",
    },
    ended: {
      text: "Your session has ended. Nothing you typed is lost.",
      elsewhere: "You are signing in in another tab.",
      reconnect: "Reconnect",
    },
    signOut: "Sign out of this app",
    signOutEverywhere: "Sign out everywhere",
    /** By the reason that the sign-in gives. */
    failures: {
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
    },
    /** Pages of the sign-in window. */
    pages: {
      done: {
        title: "You are signed in",
        text: "Close this window and go back to the agent workspace. If the app does not go on there, choose Finish.",
      },
      signedIn: { title: "You are signed in", text: "You can close this window." },
      notYet: { title: "Not signed in yet", text: "Sign in in the other window first." },
      signedOut: { title: "You are signed out", text: "You can close this window." },
      signedOutHere: {
        title: "You are signed out of this app",
        text: "The sign-in service could not be told, or offers no sign-out. Your session there may still be open.",
      },
    },
  },

  desk: {
    running: "In front",
    stopped: "In the background",
    idle: {
      title: "No contact",
      text: "Accept a contact and open this app for it to see it here.",
    },
  },

  contact: {
    title: "Contact",
    channel: "Channel",
    state: "State",
    states: {
      unknown: "Not known yet",
      connected: "Connected",
      acw: "After-contact work",
      missed: "Missed",
      cleared: "Closed",
    },
    attributes: "Attributes",
    loading: "…",
    denied: (permission: string) =>
      `This app may not see it. Ask your administrator to grant it ${permission}.`,
    failed: "The agent workspace did not tell.",
    tryAgain: "Try again",
  },

  // #region example
  customer: {
    title: "Customer",
    id: "Customer number",
    since: "Customer since",
    email: "E-mail",
    phone: "Phone",
    none: "not known",
    loading: "Loading the customer…",
    anonymous: "This contact has no customer number.",
    unknown: (id: string) => `There is no customer with the number ${id}.`,
    notPermitted: (permission: string) =>
      `This app may not see which customer this is. Ask your administrator to grant it ${permission}.`,
    attributesFailed: "The workspace did not say which customer this is.",
    offline: "You are offline. The customer is loaded when you are back.",
    sessionEnded: "The customer is loaded when you are signed in again.",
    failed: "The customer could not be loaded.",
    tryAgain: "Try again",
  },
  note: {
    title: "Notes",
    label: "Notes on this contact",
    loading: "Loading…",
    saving: "Saving…",
    saved: "Saved",
    unavailable: "What was noted before could not be loaded.",
    locked: "What you noted before is in this browser tab, but could not be opened.",
    failed: "Not saved yet. Your text is kept in this browser tab.",
    tryAgain: "Try again",
    conflict: "Someone else has changed this note since. Theirs reads:",
    empty: "(nothing)",
    keepMine: "Keep mine",
    takeTheirs: "Take theirs",
  },
  // #endregion example

  error: {
    title: "Something went wrong",
    text: "The contact is not affected. If it happens again, tell your supervisor.",
    action: "Try again",
  },
  outdated: {
    title: "There is a new version of this app",
    text: "Reload it to go on.",
    action: "Reload",
  },
  fatal: {
    title: "This app has to close",
    text: "Open it again from the apps menu. If it happens again, tell your supervisor.",
  },
  notFound: {
    title: "There is no such page",
    text: "Close this app and open it again from the apps menu.",
  },
};
