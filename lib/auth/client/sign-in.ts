import type { Agent, AgentSession } from "../agent";
import { type Challenge, createChallenge } from "../challenge";
import type { SignInFailure } from "../failures";
import { post, reasonOf } from "./post";
import { createSiblings } from "./siblings";
import { canUseThirdPartyCookies, openWindow, runSilentFrame, windowAnswer } from "./windows";

/**
 * Where the agent stands with single sign-on.
 *
 * - `starting`: nothing is known yet. `silent`: a hidden frame asks the identity provider.
 * - `signed-out`: a click is needed, for the given reason.
 * - `window`: the agent is asked to sign in in a window of its own. `blocked` when the browser did not
 *   open it: `href` is its address, for a plain link. `finishable` when a window that was cut off from
 *   this frame can only be followed up by a second click.
 * - `elsewhere`: another frame of this app has taken the sign-in over.
 */
export type SignInStep =
  | { status: "starting" }
  | { status: "silent" }
  | { status: "signed-out"; reason: "none" | "signed-out" | "other-agent" }
  | { status: "window"; href: string; blocked: boolean; finishable: boolean }
  | { status: "elsewhere" }
  | { status: "redeeming" }
  | { status: "signed-in" }
  | { status: "failed"; reason: SignInFailure };

/** `agent` stays known while a session that ended is renewed, so that nothing on screen is lost. */
export type SignInState = SignInStep & { agent: Agent | null };

export interface SignIn {
  getState(): SignInState;
  /** Calls `listener` after each change of state; returns the undo. */
  subscribe(listener: () => void): () => void;
  /**
   * Begins: keeps a session that fits the desk, or signs in silently. `desk` is the ARN of the Connect
   * agent, or null when the workspace does not tell. Returns the undo.
   */
  begin(desk: string | null): () => void;
  /** Opens the sign-in window. Call it in a click: browsers block other windows. */
  open(): Promise<void>;
  /** Fetches what a window that was cut off has left behind. Call it in a click. */
  finish(): void;
  /** Renews the session; one that has ended is opened anew, silently, or the agent is asked. Never rejects. */
  renew(): Promise<void>;
  /** Ends the session with this app; `everywhere` also opens a window that ends the identity provider's. */
  signOut(everywhere?: boolean): Promise<void>;
  /** As `fetch`. A 401 is answered with a silent sign-in and one more try. */
  fetch(input: string, init?: RequestInit): Promise<Response>;
}

/** ms that a silent sign-in may take, waiting for a sibling's included. */
const silentTimeout = 4_000;
/** ms between two looks at whether a window that was cut off has left a code. */
const pollInterval = 1_000;
/** ms between two renewals of the session while the app is in front. */
const renewInterval = 5 * 60_000;

const sessionUrl = "/api/sign-in/session";

/** The frame's side of single sign-on, without React. `session` is what the server knew when it rendered the page. */
export function createSignIn(session: AgentSession | null): SignIn {
  let state: SignInState = { status: "starting", agent: session?.agent ?? null };
  let known = session;
  let desk: string | null = null;
  let current: Challenge | null = null;
  let silentRun: { done: Promise<boolean>; abort: AbortController } | null = null;
  // Ready before the click: a browser allows a window only for some seconds after it.
  let next = typeof window === "undefined" ? null : createChallenge();
  const listeners = new Set<() => void>();
  const siblings = createSiblings({ onSignedIn, onSignedOut, onSilentFailed });

  function enter(step: SignInStep, agent = state.agent): void {
    state = { ...step, agent };
    for (const listener of [...listeners]) listener();
  }

  function enterSignedIn(found: AgentSession): true {
    known = found;
    current = null;
    enter({ status: "signed-in" }, found.agent);
    return true;
  }

  async function takeChallenge(): Promise<Challenge> {
    const challenge = await (next ?? createChallenge());
    next = createChallenge();
    current = challenge;
    return challenge;
  }

  /** Asks the server, which renews the session. */
  async function loadSession(): Promise<AgentSession | null> {
    const answer = await fetch(sessionUrl, { cache: "no-store" });
    return answer.ok ? ((await answer.json()) as AgentSession) : null;
  }

  /** Trades the code, or without one what the window left in the browser, for a session. */
  async function redeem({ verifier }: Challenge, code?: string): Promise<boolean> {
    const answer = await post("/api/sign-in/redeem", { verifier, code, desk: desk ?? "" });
    if (answer.status === 202) return false;
    if (!answer.ok) throw new SignInFault(await reasonOf(answer));
    const redeemed = await loadSession();
    // Redeemed, and yet without a session: the browser did not keep the cookie.
    if (!redeemed) throw new SignInFault("cookie-blocked");
    enterSignedIn(redeemed);
    siblings.tell("signed-in");
    return true;
  }

  /** Signs in without the agent, if the browser and the identity provider allow it. */
  async function attemptSilently(signal: AbortSignal): Promise<boolean> {
    const sibling = await loadSession();
    if (sibling) return enterSignedIn(sibling);
    if (!(await canUseThirdPartyCookies())) return false;
    const challenge = await takeChallenge();
    const answer = await runSilentFrame(challenge.challenge, signal);
    if (answer.type === "sign-in:failed") {
      siblings.tell("silent-failed");
      return false;
    }
    return redeem(challenge, answer.code);
  }

  /** One silent sign-in at a time, in this frame and among its siblings. Resolves whether it succeeded. */
  function signInSilently(): Promise<boolean> {
    if (!silentRun) {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), silentTimeout);
      const done = siblings
        .alone({ signal: abort.signal }, () => attemptSilently(abort.signal))
        .catch(() => false)
        .finally(() => {
          clearTimeout(timer);
          silentRun = null;
        });
      silentRun = { done, abort };
    }
    return silentRun.done;
  }

  async function startSilently(reason: "none" | "other-agent"): Promise<void> {
    enter({ status: "silent" });
    if (!(await signInSilently()) && state.status === "silent")
      enter({ status: "signed-out", reason });
  }

  async function open(): Promise<void> {
    silentRun?.abort.abort();
    const challenge = await takeChallenge();
    const href = `/sign-in/start?challenge=${challenge.challenge}`;
    const opened = openWindow(href, "start");
    const finishable = !(await canUseThirdPartyCookies());
    enter({ status: "window", href, blocked: opened === null, finishable });
    try {
      // Two sign-ins at once would overwrite each other's state cookie: a click takes the turn.
      await siblings.alone({ steal: true }, () => waitForWindow(challenge, !finishable));
    } catch (fault) {
      if (current !== challenge) return;
      opened?.close();
      if (isTakenOver(fault)) enter({ status: "elsewhere" });
      else enter({ status: "failed", reason: failureOf(fault) });
    }
  }

  /**
   * Waits for the window's message. Whether a window is open or closed cannot be told: an opener policy
   * of the workspace or of the identity provider makes `window.open` and `closed` lie.
   */
  async function waitForWindow(challenge: Challenge, poll: boolean): Promise<void> {
    const abort = new AbortController();
    const message = windowAnswer(abort.signal);
    try {
      while (current === challenge) {
        const answer = await Promise.race([message, sleep(pollInterval)]);
        if (current !== challenge) return;
        if (answer?.type === "sign-in:failed") throw new SignInFault(answer.reason);
        if (answer) {
          enter({ status: "redeeming" });
          await redeem(challenge, answer.code);
          return;
        }
        if (poll && (await redeem(challenge).catch(ignoreNetwork))) return;
      }
    } finally {
      abort.abort();
    }
  }

  /** Renews the session, or signs in anew where it has ended. */
  async function renew(): Promise<void> {
    if (state.status !== "signed-in") return;
    if (!(await loadSession())) await startSilently("none");
  }

  async function endSession(): Promise<void> {
    await post("/api/sign-in/out", {});
    known = null;
    current = null;
    siblings.tell("signed-out");
  }

  async function onSignedIn(): Promise<void> {
    const found = await loadSession().catch(() => null);
    if (found) enterSignedIn(found);
  }

  function onSignedOut(): void {
    current = null;
    enter({ status: "signed-out", reason: "signed-out" }, null);
  }

  function onSilentFailed(): void {
    silentRun?.abort.abort();
  }

  return {
    getState: () => state,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    begin(deskAgent) {
      desk = deskAgent;
      const stopListening = siblings.listen();
      const renewal = setInterval(() => {
        if (!document.hidden) renew().catch(() => {});
      }, renewInterval);

      if (!known) void startSilently("none");
      else if (desk && known.desk && known.desk !== desk) {
        // Somebody else has sat down: the last agent's session, and all that it shows, has to go.
        enter({ status: "silent" }, null);
        void endSession().then(() => startSilently("other-agent"));
      } else enterSignedIn(known);

      return () => {
        stopListening();
        clearInterval(renewal);
      };
    },

    open,

    renew: () => renew().catch(() => {}),

    finish() {
      openWindow("/sign-in/finish", "finish");
    },

    async signOut(everywhere = false) {
      // In the click, before anything is awaited.
      if (everywhere) openWindow("/sign-in/sign-out", "sign-out");
      await endSession();
      onSignedOut();
    },

    async fetch(input, init) {
      const answer = await fetch(input, init);
      if (answer.status !== 401) return answer;
      if (await signInSilently()) return fetch(input, init);
      if (state.status === "signed-in") enter({ status: "signed-out", reason: "none" });
      return answer;
    },
  };
}

/** A sign-in that failed for a reason the agent can be told. */
class SignInFault extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

function failureOf(fault: unknown): SignInFailure {
  return fault instanceof SignInFault ? (fault.reason as SignInFailure) : "network";
}

/** A look that did not reach the server is followed by another. */
function ignoreNetwork(fault: unknown): false {
  if (fault instanceof SignInFault) throw fault;
  return false;
}

function isTakenOver(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === "AbortError";
}

function sleep(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
