import type { Agent } from "../agent";
import { createChallenge } from "../challenge";

/** Where the agent stands. `window-open`: the sign-in window has been asked for, and has not answered yet. */
export type SignInState =
  | { status: "signed-out" }
  | { status: "window-open" }
  | { status: "redeeming" }
  | { status: "signed-in"; agent: Agent }
  | { status: "failed"; reason: string };

export interface SignIn {
  getState(): SignInState;
  /** Calls `listener` after each change of state; returns the undo. */
  subscribe(listener: () => void): () => void;
  /** Listens to the sign-in window and to sibling frames; returns the undo. */
  listen(): () => void;
  /** Opens the sign-in window. Call it in a click: browsers block other windows. */
  open(): Promise<void>;
}

/** Frames of one workspace tell each other through this, so that one sign-in serves all of them. */
const channelName = "sign-in";

/** The frame's side of single sign-on, without React. `agent` is whom the server knew when it rendered the page. */
export function createSignIn(agent: Agent | null): SignIn {
  let state: SignInState = agent ? { status: "signed-in", agent } : { status: "signed-out" };
  let verifier: string | null = null;
  // Ready before the click: a browser allows a window only for some seconds after it.
  let nextChallenge = typeof window === "undefined" ? null : createChallenge();
  let siblings: BroadcastChannel | null = null;
  const listeners = new Set<() => void>();

  function enter(next: SignInState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  async function redeem(code: string): Promise<void> {
    enter({ status: "redeeming" });
    const answer = await post("/api/sign-in/redeem", { code, verifier });
    verifier = null;
    if (!answer.ok) return enter({ status: "failed", reason: await reasonOf(answer) });
    await refresh();
    siblings?.postMessage("signed-in");
  }

  async function refresh(): Promise<void> {
    const answer = await fetch("/api/agent", { cache: "no-store" });
    if (answer.ok) enter({ status: "signed-in", agent: (await answer.json()) as Agent });
    // Redeemed, and yet without a session: the browser did not keep the cookie.
    else if (state.status === "redeeming") enter({ status: "failed", reason: "cookie-blocked" });
    else enter({ status: "signed-out" });
  }

  function onWindowMessage({ origin, data }: MessageEvent): void {
    if (origin !== location.origin || state.status !== "window-open") return;
    if (data?.type === "sign-in:code" && typeof data.code === "string") {
      redeem(data.code).catch(() => enter({ status: "failed", reason: "network" }));
    } else if (data?.type === "sign-in:failed") {
      enter({ status: "failed", reason: String(data.reason) });
    }
  }

  return {
    getState: () => state,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    listen() {
      siblings = new BroadcastChannel(channelName);
      siblings.onmessage = () => void refresh().catch(() => {});
      window.addEventListener("message", onWindowMessage);
      return () => {
        siblings?.close();
        window.removeEventListener("message", onWindowMessage);
      };
    },

    async open() {
      const prepared = await (nextChallenge ?? createChallenge());
      nextChallenge = createChallenge();
      verifier = prepared.verifier;
      // Whether the window opened cannot be told from its return value, nor from `closed`: a workspace
      // or an identity provider with an opener policy makes both lie. The agent can always try again.
      window.open(
        `/sign-in/start?challenge=${prepared.challenge}`,
        "sign-in",
        "popup,width=520,height=640",
      );
      enter({ status: "window-open" });
    },
  };
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function reasonOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const reason = body && typeof body === "object" && "reason" in body ? body.reason : null;
  return typeof reason === "string" ? reason : `http-${answer.status}`;
}
