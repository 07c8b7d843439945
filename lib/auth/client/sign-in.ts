import type { AgentSession } from "../agent";
import { createChallenge, sha256 } from "../challenge";
import { type SignInFailure, toFailure } from "../failures";
import { readMemory, remember } from "./desk-memory";
import {
  endSession,
  isStoreDown,
  loadSession,
  redeem,
  SignInError,
  saysStoreDown,
} from "./requests";
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
 *   its address, for a link. `finishable` if the window may be cut off from this frame, so that only a second click
 *   can finish the sign-in. If both are true, the workspace's opener policy cuts off every window, and the
 *   administrator must allow third-party cookies.
 * - `elsewhere`: another frame of this app has taken over the sign-in.
 * - `unavailable`: the server's session store is down, so nobody knows whether the session still counts.
 */
export type SignInStep =
  | { status: "starting" }
  | { status: "silent" }
  | { status: "signed-out"; reason: SignedOutReason }
  | { status: "window"; href: string; blocked: boolean; finishable: boolean }
  | { status: "elsewhere" }
  | { status: "signed-in" }
  | { status: "unavailable" }
  | { status: "failed"; reason: SignInFailure };

export type SignedOutReason =
  | "none"
  | "signed-out"
  | "other-agent"
  | "leaving"
  | "everywhere"
  | "not-offered";

/** `session` stays set while an ended session is renewed, so that the page keeps its content. */
export type SignInState = SignInStep & { session: AgentSession | null };

export interface SignIn {
  getState(): SignInState;
  /** The id of the agent for whom the server rendered the page, or null if it is unknown. */
  readonly renderedFor: string | null;
  /** Calls `listener` after each change of state. Returns the function that unsubscribes. */
  subscribe(listener: () => void): () => void;
  /**
   * Sets the agent at the desk: the ARN of the Connect agent, or null if the workspace does not name one. After
   * `begin`, it applies only to sessions that start later.
   */
  setDesk(desk: string | null): void;
  /** Keeps a session that belongs to the agent at the desk, or signs in silently. Returns the cleanup function. */
  begin(): () => void;
  /** Opens the sign-in window. Call it in a click handler: browsers block other windows. */
  open(): Promise<void>;
  /** Opens a window that passes on the code of a cut-off window. Call it in a click handler. */
  finish(): void;
  /** Renews the session. If it has ended, signs in again silently, or asks the agent. Retries while `unavailable`. */
  renew(): Promise<void>;
  /** Ends the session with this app. `everywhere` also ends the identity provider's, in a window. */
  signOut(everywhere?: boolean): Promise<void>;
  /** Like `fetch`. After a 401 it signs in silently and retries once, only for the same agent. */
  fetch(input: string, init?: RequestInit): Promise<Response>;
}

/** ms that a silent sign-in waits for other frames, and then ms until the app shows the sign-in button. */
const silentPatience = 4_000;
/** Maximum ms of a silent sign-in. On a slow network it may still succeed while the button is shown. */
const silentTimeout = 30_000;

/**
 * Creates the frame's side of single sign-on, without React. `session` is the session that the server found when the
 * page loaded; with `unchecked`, there may be one that it could not check. Without `silent`, agents sign in only by a
 * click, in a window.
 */
export function createSignIn(
  session: AgentSession | null,
  { silent = true, unchecked = false } = {},
): SignIn {
  let state: SignInState = { status: "starting", session };
  let desk: string | null = null;
  /** The `prompt` of the next click. It becomes stricter each time the provider returns the last agent. */
  let prompt: "select_account" | "login" | null = null;
  /** The current attempt, if any. A new attempt aborts it. */
  let current: AbortController | null = null;
  let silently: Promise<boolean> | null = null;
  /** Whether the last silent attempt failed because the server's session store is down. */
  let wasStoreDown = false;
  /** Whether the page came without a session, and no request has checked since. */
  let cameWithoutSession = session === null && !unchecked;
  // Prepared before the click: a browser allows a window only for a few seconds after it.
  let nextChallenge = createChallenge();
  /** Names the agent in the address of a sign-out. Prepared for the same reason. */
  let agentHash = Promise.resolve("");
  // A sign-in in another frame may have come between the page and the request for the session.
  const renderedFor = hasNewSession() ? null : (session?.agent.id ?? null);
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
    agentHash = sha256(agent.id);
    if (at !== null) remember({ last: { agentId: agent.id, desk: at } });
    enter({ status: "signed-in" }, found);
    return true;
  }

  function acceptNew(found: AgentSession): true {
    remember({ signedInAt: Date.now() });
    siblings.send("signed-in");
    return accept(found);
  }

  /**
   * Whether this agent was signed in last, at another desk. Then another agent is at this desk now, but the identity
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

  /** Whether the session belongs to the agent at the desk. True if neither names an agent. */
  function fitsDesk(found: AgentSession): boolean {
    return found.desk === desk;
  }

  function isOfAnotherDesk(found: AgentSession): found is AgentSession & { desk: string } {
    return desk !== null && found.desk !== null && found.desk !== desk;
  }

  /** Loads the agent's session. Sends no request if there cannot be one: on a slow network each request counts. */
  async function findSession(signal: AbortSignal): Promise<AgentSession | null> {
    const hasNone = cameWithoutSession && !hasNewSession();
    cameWithoutSession = false;
    return hasNone ? null : loadSession(signal);
  }

  async function attemptSilently(signal: AbortSignal): Promise<boolean> {
    const existing = await findSession(signal);
    if (existing && fitsDesk(existing)) return accept(existing);
    // If the session cannot be compared, keep it, unused, until the identity provider identifies the agent.
    if (existing && isOfAnotherDesk(existing)) {
      // Another agent is at the desk: end the last agent's session first.
      remember({ last: { agentId: existing.agent.id, desk: existing.desk } });
      await endSession();
    }
    if (!silent || readMemory().signedOut || !(await canUseThirdPartyCookies())) return false;
    const challenge = await createChallenge();
    const message = await runSilentFrame(challenge.challenge, signal);
    if (message.type === "sign-in:failed") {
      const error = new SignInError(message.reason);
      if (isStoreDown(error)) throw error;
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
    return acceptNew(found);
  }

  /**
   * Runs one silent sign-in at a time, in this frame and its siblings. Resolves to whether it succeeded in time. After
   * that, it continues in the background.
   */
  function signInSilently(): Promise<boolean> {
    if (silently) return silently;
    const controller = supersede();
    wasStoreDown = false;
    let timer = setTimeout(() => controller.abort(), silentPatience);
    const run = new Promise<boolean>((resolve) => {
      void siblings
        .runExclusively({ signal: controller.signal }, () => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            resolve(false);
            timer = setTimeout(() => controller.abort(), silentTimeout - silentPatience);
          }, silentPatience);
          return attemptSilently(controller.signal);
        })
        .catch((error) => {
          wasStoreDown = isStoreDown(error);
          return false;
        })
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
    enter(
      wasStoreDown ? { status: "unavailable" } : { status: "signed-out", reason: reasonToAsk() },
    );
  }

  function reasonToAsk(): "none" | "signed-out" | "other-agent" {
    const { last, signedOut } = readMemory();
    if (desk !== null && last && last.desk !== desk) return "other-agent";
    return signedOut ? "signed-out" : "none";
  }

  async function open(): Promise<void> {
    const controller = supersede();
    const challenge = await nextChallenge;
    nextChallenge = createChallenge();
    const demanded = prompt ?? (reasonToAsk() === "other-agent" ? "select_account" : null);
    const query = new URLSearchParams({
      challenge: challenge.challenge,
      ...(demanded && { prompt: demanded }),
    });
    const href = `/sign-in/start?${query}`;
    // Listen before the window opens: its message may arrive before the lock.
    const message = nextWindowMessage(controller.signal);
    const opened = openWindow(href, "start");
    const finishable = !(await canUseThirdPartyCookies());
    if (current !== controller) return;
    enter({ status: "window", href, blocked: opened === null, finishable });
    try {
      // Only one window at a time: a new click takes over.
      await siblings.runExclusively({ steal: true }, async () => {
        const { signal } = controller;
        const found = await waitForWindow({
          message,
          poll: !finishable,
          signal,
          redeem: (code) => redeem(challenge, { code, desk, signal }),
        });
        // An agent who has just typed their password is here, whichever desk they used before.
        if (demanded !== "login" && isLastAgentElsewhere(found)) {
          prompt = "login";
          await endSession();
          enter({ status: "signed-out", reason: "other-agent" }, null);
          return;
        }
        remember({ signedOut: false });
        acceptNew(found);
      });
    } catch (error) {
      if (current !== controller) return;
      opened?.close();
      // A provider may refuse to let the agent choose an account: the next click asks for the password instead.
      if (demanded === "select_account") prompt = "login";
      if (isTakenOver(error)) enter({ status: "elsewhere" });
      else enter({ status: "failed", reason: failureOf(error) });
    } finally {
      controller.abort();
    }
  }

  async function onSignedIn(): Promise<void> {
    const found = await loadSession().catch(() => null);
    // The identity provider has just identified the agent: the session need not name this desk.
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
    renderedFor,

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
      if (silently) return;
      const isUnchecked = state.status === "unavailable";
      if (isUnchecked && !state.session) return startSilently();
      if (!isUnchecked && state.status !== "signed-in") return;
      const controller = supersede();
      try {
        const found = await loadSession(controller.signal);
        if (current !== controller) return;
        if (!found || (isUnchecked && !fitsDesk(found))) await startSilently();
        else if (isUnchecked) accept(found);
      } catch (error) {
        if (isStoreDown(error) && current === controller) enter({ status: "unavailable" });
      }
    },

    async signOut(everywhere = false) {
      const { signal } = supersede();
      const left = everywhere ? nextSignOutMessage(signal) : null;
      const ticket = everywhere ? crypto.randomUUID() : undefined;
      if (ticket) {
        const query = new URLSearchParams({ ticket, agent: await agentHash });
        openWindow(`/sign-in/sign-out?${query}`, "sign-out");
      }
      try {
        await endSession(ticket);
      } catch (error) {
        enter({ status: "failed", reason: failureOf(error) });
        return;
      }
      remember({ signedOut: true });
      siblings.send("signed-out");
      enter({ status: "signed-out", reason: everywhere ? "leaving" : "signed-out" }, null);
      // The next attempt ends the wait.
      void left?.then(({ type }) => {
        const reason = type === "sign-out:done" ? "everywhere" : "not-offered";
        enter({ status: "signed-out", reason });
      });
    },

    async fetch(input, init) {
      const agentId = state.session?.agent.id;
      const response = await fetch(input, init);
      const isDown = await saysStoreDown(response);
      if (isDown && state.status === "signed-in") enter({ status: "unavailable" });
      if (response.ok && state.status === "unavailable" && state.session) {
        enter({ status: "signed-in" });
      }
      if (response.status !== 401) return response;
      // Waits for a running silent attempt, but not for a window, which takes too long.
      if (await (state.status === "signed-in" ? signInSilently() : silently)) {
        // Do not send one agent's request as another agent.
        return state.session?.agent.id === agentId ? fetch(input, init) : response;
      }
      if (state.status === "signed-in") enter({ status: "signed-out", reason: "none" });
      return response;
    },
  };
}

/** Whether an agent has signed in, in any frame of this browser, since this page started to load. */
function hasNewSession(): boolean {
  const { signedInAt = 0 } = readMemory();
  // A time to come is of a clock that was set back since.
  return signedInAt >= performance.timeOrigin && signedInAt <= Date.now();
}

function failureOf(error: unknown): SignInFailure {
  return error instanceof SignInError ? toFailure(error.reason) : "network";
}

function isTakenOver(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
