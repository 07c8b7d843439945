import type { AgentSession } from "../agent";
import { createChallenge } from "../challenge";
import { type SignInFailure, toFailure } from "../failures";
import { readMemory, remember } from "./desk-memory";
import { endSession, loadSession, redeem, SignInError } from "./requests";
import { createSiblings } from "./siblings";
import { waitForWindow } from "./wait-for-window";
import {
  canUseThirdPartyCookies,
  nextSignOutMessage,
  nextWindowMessage,
  openWindow,
  runSilentFrame,
} from "./windows";

/**
 * The state of the sign-in.
 *
 * - `starting`: nothing is known yet. `silent`: a hidden frame tries the identity provider.
 * - `signed-out`: a click is needed, for the given reason. After a sign-out everywhere the reason is `leaving` until
 *   the window returns from the identity provider. Then it is `everywhere`, or `not-offered` if the provider has no
 *   sign-out.
 * - `window`: the agent signs in in a separate window. `blocked` if the browser did not open it: `href` is
 *   its address, for a link. `finishable` if the window was cut off from this frame and only a second click
 *   can finish the sign-in. With both, a workspace that sends an opener policy keeps every window from this
 *   frame: the administrator has to allow cookies.
 * - `elsewhere`: another frame of this app has taken the sign-in over.
 */
export type SignInStep =
  | { status: "starting" }
  | { status: "silent" }
  | { status: "signed-out"; reason: SignedOutReason }
  | { status: "window"; href: string; blocked: boolean; finishable: boolean }
  | { status: "elsewhere" }
  | { status: "signed-in" }
  | { status: "failed"; reason: SignInFailure };

export type SignedOutReason =
  | "none"
  | "signed-out"
  | "other-agent"
  | "leaving"
  | "everywhere"
  | "not-offered";

/** `session` stays while an ended session is renewed, so that nothing on screen is lost. */
export type SignInState = SignInStep & { session: AgentSession | null };

export interface SignIn {
  getState(): SignInState;
  /** Calls `listener` after each change of state; returns the undo. */
  subscribe(listener: () => void): () => void;
  /**
   * Sets the agent at the desk: the ARN of the Connect agent, or null if the workspace does not name one. After
   * `begin`, it applies to sessions that are opened from then on.
   */
  setDesk(desk: string | null): void;
  /** Starts: keeps a session that fits the desk, or signs in silently. Returns the cleanup function. */
  begin(): () => void;
  /** Opens the sign-in window. Call it in a click: browsers block other windows. */
  open(): Promise<void>;
  /** Fetches the code that a cut-off window left behind. Call it in a click. */
  finish(): void;
  /** Renews the session. If it has ended, signs in again silently, or asks the agent. */
  renew(): Promise<void>;
  /** Ends the session with this app; `everywhere` also opens a window that ends the identity provider's. */
  signOut(everywhere?: boolean): Promise<void>;
  /** Like `fetch`. After a 401 it signs in silently and retries once, only for the same agent. */
  fetch(input: string, init?: RequestInit): Promise<Response>;
}

/** ms that a silent sign-in may wait for its turn among the siblings, and ms until the app then offers a click. */
const silentPatience = 4_000;
/** ms that a silent sign-in may take. On a slow network it may still succeed while the button is shown. */
const silentTimeout = 30_000;

/**
 * The frame's side of single sign-on, without React. `session` is what the server knew when it rendered the page.
 * Without `silent` the agent signs in only by a click, in a window.
 */
export function createSignIn(session: AgentSession | null, { silent = true } = {}): SignIn {
  let state: SignInState = { status: "starting", session };
  let desk: string | null = null;
  /** The next click's `prompt`. It becomes stricter each time that the provider returns the last agent. */
  let prompt: "select_account" | "login" | null = null;
  /** The current attempt, if any. A new one ends it. */
  let current: AbortController | null = null;
  let silently: Promise<boolean> | null = null;
  /** Whether the server has just reported, with the page, that there is no session. */
  let isNew = session === null;
  // Prepared before the click: a browser allows a window only for a few seconds after it.
  let nextChallenge = typeof window === "undefined" ? null : createChallenge();
  const listeners = new Set<() => void>();
  const siblings = createSiblings({
    "signed-in": onSignedIn,
    "signed-out": onSignedOut,
    "silent-failed": () => silently && current?.abort(),
  });

  function enter(step: SignInStep, session = state.session): void {
    state = { ...step, session };
    for (const listener of [...listeners]) listener();
  }

  function accept(found: AgentSession): true {
    prompt = null;
    const { agent, desk: at } = found;
    remember({
      signedInAt: Date.now(),
      ...(at !== null && { last: { agentId: agent.id, desk: at } }),
    });
    enter({ status: "signed-in" }, found);
    return true;
  }

  /**
   * Whether this agent was signed in last, at another desk. Then somebody else sits here now, but the identity
   * provider still has the last agent's session.
   */
  function isLastAgentElsewhere({ agent }: AgentSession): boolean {
    const { last } = readMemory();
    return desk !== null && last !== undefined && last.desk !== desk && last.agentId === agent.id;
  }

  function supersede(): AbortController {
    current?.abort();
    current = new AbortController();
    silently = null;
    return current;
  }

  /** Whether the session belongs to the agent at the desk. If neither names an agent, there is nothing to compare. */
  function fitsDesk(found: AgentSession): boolean {
    return found.desk === desk;
  }

  function isOfAnotherDesk(found: AgentSession): found is AgentSession & { desk: string } {
    return desk !== null && found.desk !== null && found.desk !== desk;
  }

  /** Finds the agent's session. Sends no request if there can be no session: on a slow network each one counts. */
  async function findSession(signal: AbortSignal): Promise<AgentSession | null> {
    const { signedInAt = 0 } = readMemory();
    const cannotBe = isNew && signedInAt < performance.timeOrigin;
    isNew = false;
    return cannotBe ? null : loadSession(signal);
  }

  async function attemptSilently(signal: AbortSignal): Promise<boolean> {
    const existing = await findSession(signal);
    if (existing && fitsDesk(existing)) return accept(existing);
    // A session that cannot be compared stays, unused, until the identity provider says who is here.
    if (existing && isOfAnotherDesk(existing)) {
      // Another agent sits at the desk: end the last agent's session first.
      remember({ last: { agentId: existing.agent.id, desk: existing.desk } });
      await endSession();
    }
    if (!silent || readMemory().signedOut || !(await canUseThirdPartyCookies())) return false;
    const challenge = await createChallenge();
    const message = await runSilentFrame(challenge.challenge, signal);
    if (message.type === "sign-in:failed") {
      siblings.send("silent-failed");
      return false;
    }
    const found = await redeem(challenge, { code: message.code, desk, signal });
    signal.throwIfAborted();
    if (!found) return false;
    if (isLastAgentElsewhere(found)) {
      await endSession();
      return false;
    }
    accept(found);
    siblings.send("signed-in");
    return true;
  }

  /**
   * Runs one silent sign-in at a time, in this frame and its siblings. Resolves to whether it succeeded in time. One
   * that did not continues.
   */
  function signInSilently(): Promise<boolean> {
    if (silently) return silently;
    const controller = supersede();
    let timer = setTimeout(() => controller.abort(), silentPatience);
    const run = new Promise<boolean>((resolve) => {
      void siblings
        .runAlone({ signal: controller.signal }, () => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            resolve(false);
            timer = setTimeout(() => controller.abort(), silentTimeout - silentPatience);
          }, silentPatience);
          return attemptSilently(controller.signal);
        })
        .catch(() => false)
        .then((succeeded) => {
          clearTimeout(timer);
          controller.abort();
          if (silently === run) silently = null;
          resolve(succeeded);
        });
    });
    silently = run;
    return run;
  }

  async function startSilently(): Promise<void> {
    enter({ status: "silent" });
    const run = signInSilently();
    const controller = current;
    if ((await run) || current !== controller) return;
    enter({ status: "signed-out", reason: reasonToAsk() });
  }

  function reasonToAsk(): "none" | "signed-out" | "other-agent" {
    const { last, signedOut } = readMemory();
    if (desk !== null && last && last.desk !== desk) return "other-agent";
    return signedOut ? "signed-out" : "none";
  }

  async function open(): Promise<void> {
    const controller = supersede();
    const challenge = await (nextChallenge ?? createChallenge());
    nextChallenge = createChallenge();
    const demanded = prompt ?? (reasonToAsk() === "other-agent" ? "select_account" : null);
    const query = new URLSearchParams({
      challenge: challenge.challenge,
      ...(demanded && { prompt: demanded }),
    });
    const href = `/sign-in/start?${query}`;
    // Before the window opens: its message may arrive before the lock.
    const message = nextWindowMessage(controller.signal);
    const opened = openWindow(href, "start");
    const finishable = !(await canUseThirdPartyCookies());
    if (current !== controller) return;
    enter({ status: "window", href, blocked: opened === null, finishable });
    try {
      // Only one window at a time: a click takes the turn.
      await siblings.runAlone({ steal: true }, async () => {
        const { signal } = controller;
        const found = await waitForWindow({
          message,
          poll: !finishable,
          signal,
          redeem: (code) => redeem(challenge, { code, desk, signal }),
        });
        // An agent who has just typed their password sits here, at whatever desk they were before.
        if (demanded !== "login" && isLastAgentElsewhere(found)) {
          prompt = "login";
          await endSession();
          enter({ status: "signed-out", reason: "other-agent" }, null);
          return;
        }
        remember({ signedOut: false });
        accept(found);
        siblings.send("signed-in");
      });
    } catch (error) {
      if (current !== controller) return;
      opened?.close();
      // A provider may refuse the choice of account: the next click asks for the password instead.
      if (demanded === "select_account") prompt = "login";
      if (isTakenOver(error)) enter({ status: "elsewhere" });
      else enter({ status: "failed", reason: failureOf(error) });
    } finally {
      controller.abort();
    }
  }

  async function onSignedIn(): Promise<void> {
    const found = await loadSession().catch(() => null);
    // The identity provider has just identified the agent, so the session need not name this desk.
    if (!found || isOfAnotherDesk(found) || isLastAgentElsewhere(found)) return;
    supersede();
    accept(found);
  }

  function onSignedOut(): void {
    supersede();
    enter({ status: "signed-out", reason: "signed-out" }, null);
  }

  return {
    getState: () => state,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    setDesk(named) {
      desk = named;
    },

    begin() {
      const stopListening = siblings.listen();
      if (state.session && fitsDesk(state.session)) accept(state.session);
      else {
        enter({ status: "silent" }, null);
        void startSilently();
      }
      return () => {
        supersede();
        stopListening();
      };
    },

    open,

    finish() {
      openWindow("/sign-in/finish", "finish");
    },

    async renew() {
      if (state.status !== "signed-in" || silently) return;
      const controller = supersede();
      const found = await loadSession(controller.signal).catch(() => state.session);
      if (!found && current === controller) await startSilently();
    },

    async signOut(everywhere = false) {
      const leaving = new AbortController();
      const left = everywhere ? nextSignOutMessage(leaving.signal) : null;
      // During the click, before any await.
      if (everywhere) openWindow("/sign-in/sign-out", "sign-out");
      supersede();
      try {
        await endSession();
      } catch {
        leaving.abort();
        enter({ status: "failed", reason: "network" });
        return;
      }
      remember({ signedOut: true });
      siblings.send("signed-out");
      onSignedOut();
      if (!left) return;
      enter({ status: "signed-out", reason: "leaving" });
      const controller = supersede();
      controller.signal.addEventListener("abort", () => leaving.abort());
      void left.then(({ type }) => {
        const reason = type === "sign-out:done" ? "everywhere" : "not-offered";
        enter({ status: "signed-out", reason });
      });
    },

    async fetch(input, init) {
      const asker = state.session?.agent.id;
      const response = await fetch(input, init);
      if (response.status !== 401) return response;
      // Joins a running attempt, but not one in a window, which takes too long.
      if (await (state.status === "signed-in" ? signInSilently() : silently)) {
        // A request of one agent must not be sent as another's.
        return state.session?.agent.id === asker ? fetch(input, init) : response;
      }
      if (state.status === "signed-in") enter({ status: "signed-out", reason: "none" });
      return response;
    },
  };
}

function failureOf(error: unknown): SignInFailure {
  return error instanceof SignInError ? toFailure(error.reason) : "network";
}

function isTakenOver(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
