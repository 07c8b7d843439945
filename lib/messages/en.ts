const sameAccount = "Use the same account as for the agent workspace.";
const noSignOut =
  "Couldn't reach the sign-in service, or it has no sign-out. You may still be signed in there.";

/** Every text that an agent reads, in English. A text that contains a value is a function. */
export const en = {
  /** BCP 47: the page's `lang`. */
  language: "en",
  /** The page's `dir`. */
  direction: "ltr" as "ltr" | "rtl",
  appName: "Starter app",

  connection: {
    connecting: "Connecting to the agent workspace…",
    standalone: {
      title: "This app runs inside the Amazon Connect agent workspace",
      text: "Open it from the apps menu of your agent workspace. On its own it has nothing to show.",
      developing:
        "For developers: “npm run dev” starts a simulated workspace and prints its address.",
    },
    destroyed: {
      title: "This app has been closed",
      text: "You can open it again from the apps menu.",
    },
    failed: {
      title: "Not connected",
      "connect-timeout":
        "The agent workspace didn't respond in time. Try again. If that doesn't help, close this app and open it again.",
      "connect-late": "The agent workspace responded too late. Try again.",
      "workspace-unhealthy":
        "The agent workspace stopped responding. If it doesn't recover, reload this app.",
      "opaque-origin":
        "This app can't keep you signed in. Ask your administrator to add allow-same-origin to the sandbox of the app's registration, then open the app again.",
      other:
        "The connection to the agent workspace failed. If it doesn't recover, close this app and open it again.",
    },
    tryAgain: "Try again",
    reload: "Reload",
  },

  signIn: {
    signingIn: "Signing you in…",
    signedOut: {
      /** By the reason that the sign-in gives. */
      titles: {
        none: "Sign in to continue",
        "signed-out": "You are signed out",
        "other-agent": "Sign in to continue",
        leaving: "You are signed out of this app",
        everywhere: "You are signed out",
        "not-offered": "You are signed out of this app",
      },
      texts: {
        none: sameAccount,
        "signed-out": sameAccount,
        "other-agent": "Another agent was signed in here. Sign in with your own account.",
        leaving:
          "Finish in the window that opened. You may still be signed in to the sign-in service.",
        everywhere: "You are also signed out of the sign-in service.",
        "not-offered": noSignOut,
      },
      open: "Sign in",
    },
    elsewhere: {
      title: "Sign-in is open in another tab",
      text: "This page continues when you finish there.",
      open: "Sign in here instead",
    },
    failed: { title: "You are not signed in", open: "Try again" },
    noWindow: (token: string) =>
      `This app isn't allowed to open the sign-in window. Ask your administrator to add ${token} to the sandbox of the app's registration, then open the app again.`,
    window: {
      title: "Continue in the sign-in window",
      text: "Sign in with the window that opened. This page continues when you finish there.",
      stuck: "Signed in, but this page doesn't continue?",
      finish: "Finish sign-in",
      missing: "Can't see the window?",
      again: "Open it again",
      sandboxHint: (token: string) =>
        `If the window shows an error or closes at once, ask your administrator to add ${token} to the sandbox of the app's registration.`,
    },
    blocked: {
      title: "Open the sign-in page",
      text: "If no sign-in window opened, use this link. This page continues when you finish there.",
      link: "Open the sign-in page",
      cutOff:
        "Signed in, but this page doesn't continue? This browser blocks third-party cookies, and the agent workspace cuts off the sign-in window. Ask your administrator to allow cookies for this app.",
    },
    ended: {
      text: "Your session has ended. Nothing you typed is lost.",
      elsewhere: "Sign-in is open in another tab.",
      reconnect: "Reconnect",
    },
    /** While the server cannot check sessions. The app retries by itself, too. */
    unavailable: { title: "This app can't check your sign-in" },
    signOut: "Sign out of this app",
    signOutEverywhere: "Sign out everywhere",
    /** By the reason of the failure. */
    failures: {
      "not-allowed":
        "Your account doesn't have access to this app. Ask your supervisor for access.",
      "login-required": "You are not signed in to your organisation's sign-in service. Try again.",
      cancelled: "Sign-in was cancelled or refused. Try again, or ask your administrator.",
      "identity-provider":
        "Couldn't reach the sign-in service, or it refused this app. Try again in a moment.",
      "attempt-expired": "Sign-in took too long, or was started again elsewhere. Try again.",
      "code-expired": "Sign-in took too long. Try again.",
      "cookie-blocked":
        "This browser blocked the app's cookie. Ask your administrator to allow it.",
      "too-many-groups":
        "Your account is in too many groups for this app to know your access. Tell your administrator.",
      "session-store-down":
        "This app's server has a problem. Nothing you typed is lost. Try again in a moment.",
      "desk-mismatch":
        "You are signed in with a different account than in the agent workspace. Use the same account, or tell your administrator.",
      "desk-unchecked":
        "This app couldn't check whose agent workspace this is. Try again. If that doesn't help, tell your administrator.",
      "claims-too-large": "Your account has too much data for this app. Tell your administrator.",
      network: "Couldn't reach the app's server. Check your connection and try again.",
      failed: "Sign-in failed. Try again.",
    },
    /** The pages of the sign-in window. */
    pages: {
      done: {
        title: "You are signed in",
        text: "Close this window and return to the agent workspace. If the app doesn't continue there, choose “Finish sign-in”.",
      },
      signedIn: { title: "You are signed in", text: "You can close this window." },
      resumed: {
        title: "You can close this page",
        text: "You are signed in to your organisation's sign-in service, but it sent you to the wrong page. Close this page and open the agent workspace again.",
      },
      notYet: {
        title: "Not signed in yet",
        text: "Finish in the other window first, then try again.",
      },
      signedOut: { title: "You are signed out", text: "You can close this window." },
      signedOutHere: {
        title: "You are signed out of this app",
        text: noSignOut,
      },
    },
  },

  desk: {
    running: "In front",
    stopped: "In the background",
    idle: {
      title: "No contact",
      text: "Accept a contact, then open this app to see it here.",
      /** In an app that stays open for all contacts. */
      allContacts: "Accept a contact to see it here.",
    },
  },

  /** In place of data that the workspace has not sent, or refuses. */
  request: {
    loading: "Loading…",
    denied: (permission: string) =>
      `This app doesn't have permission to show this. Ask your administrator to add ${permission} to the app's registration.`,
    failed: "Couldn't load this from the workspace. Try again.",
    tryAgain: "Try again",
  },

  contact: {
    title: "Contact",
    /** Before the choice between contacts, in an app that stays open for all of them. */
    shown: "Contact shown",
    channel: "Channel",
    /** By the channel's type in the SDK. */
    channels: {
      voice: "voice",
      queue_callback: "callback",
      chat: "chat",
      task: "task",
      email: "e-mail",
    },
    state: "State",
    states: {
      connected: "Connected",
      acw: "After-contact work",
      missed: "Missed",
      cleared: "Closed",
    },
    attributes: "Attributes",
  },

  // #region example
  customer: {
    title: "Customer",
    id: "Customer number",
    since: "Customer since",
    email: "E-mail",
    phone: "Phone",
    none: "Unknown",
    loading: "Loading the customer…",
    anonymous: "This contact has no customer number.",
    unknown: (id: string) => `There is no customer with the number ${id}.`,
    offline: "You are offline. The customer loads when you are back online.",
    sessionEnded: "Sign in again to load the customer.",
    failed: "Couldn't load the customer. Try again.",
  },
  note: {
    title: "Notes",
    label: "Notes on this contact",
    loading: "Loading…",
    saving: "Saving…",
    saved: "Saved",
    unavailable: "Couldn't load the saved note. Try again.",
    locked: "Couldn't open your unsaved text from this browser tab. Try again.",
    failed: "Not saved yet. Your text is kept in this browser tab.",
    conflict: "Someone else changed this note. Their version:",
    empty: "(empty)",
    keepMine: "Keep mine",
    takeTheirs: "Use theirs",
  },
  // #endregion example

  error: {
    title: "Something went wrong",
    text: "Your contact is not affected. Try again. If it happens again, tell your supervisor.",
    action: "Try again",
  },
  outdated: {
    title: "A new version of this app is available",
    text: "Reload to continue.",
    action: "Reload",
  },
  fatal: {
    title: "This app stopped working",
    text: "Open it again from the apps menu. If it happens again, tell your supervisor.",
  },
  /** What an agent reads who has not the role that a route requires. */
  roleMissing: "Your account may not do this. Ask your supervisor for access.",
  notFound: {
    title: "Page not found",
    text: "Close this app and open it again from the apps menu.",
  },
};

/** The type of a translation. `export const pt: Messages = { … }` does not compile while a text is missing. */
export type Messages = typeof en;
