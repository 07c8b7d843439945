import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { AgentSession } from "@/lib/auth/agent";
import { sha256 } from "@/lib/auth/challenge";
import { createSignIn, type SignIn } from "@/lib/auth/client/sign-in";

const app = "https://app.example.com";
const ana = { id: "ana", name: "Ana", email: null, roles: [] };
const kwame = { id: "kwame", name: "Kwame", email: null, roles: [] };
const session = (agent = ana, desk: string | null = "desk-1"): AgentSession => ({
  agent,
  desk,
});

/** The app's server, as far as the frame sees it: a session, and who is signed in at the identity provider. */
const server = {
  session: null as AgentSession | null,
  atIdentityProvider: ana as typeof ana | null,
  signOutStatus: 204,
  /** Whether its session store is down. */
  storeDown: false,
};

const down = () => HttpResponse.json({ reason: "session-store-down", text: "…" }, { status: 503 });

const handlers = [
  http.all(`${app}/api/*`, () => (server.storeDown ? down() : undefined)),
  http.get(`${app}/api/sign-in/session`, () =>
    server.session
      ? HttpResponse.json(server.session)
      : HttpResponse.json({ reason: "no-session" }, { status: 401 }),
  ),
  http.post(`${app}/api/sign-in/redeem`, async ({ request }) => {
    const { code, desk } = (await request.json()) as { code?: string; desk: string };
    if (!code) return HttpResponse.json({ reason: "pending" }, { status: 202 });
    if (code === "stale")
      return HttpResponse.json({ reason: "verifier-mismatch" }, { status: 400 });
    server.session = session(code === "kwame" ? kwame : ana, desk || null);
    return new HttpResponse(null, { status: 204 });
  }),
  http.post(`${app}/api/sign-in/out`, () => {
    if (server.signOutStatus === 204) server.session = null;
    return new HttpResponse(null, { status: server.signOutStatus });
  }),
  http.get(`${app}/api/orders`, () =>
    server.session
      ? HttpResponse.json(["order"])
      : HttpResponse.json({ reason: "no-session" }, { status: 401 }),
  ),
];
const msw = setupServer(...handlers);

/** One browser's storage, which all frames of a test share. */
function storage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  };
}

let signIn: SignIn;
/** Ends each sign-in that the test has begun, so that its late answers do not reach the next test. */
const stops: (() => void)[] = [];
let thirdPartyCookies: boolean;
/** Whether the identity provider answers a hidden frame by itself, after some ms. */
let answersSilently: boolean;
/** Paths of the requests to the server, and of those that it has answered. */
let requested: string[];
let answered: string[];
/** Hidden frames that are in the page. */
let silentFrames: number;
let open: ReturnType<typeof vi.fn>;

function frameMessage(data: object): void {
  window.dispatchEvent(new MessageEvent("message", { data, origin: app }));
}

beforeAll(() => msw.listen({ onUnhandledRequest: "error" }));
afterAll(() => msw.close());
beforeEach(() => {
  Object.assign(server, { session: null, atIdentityProvider: ana, signOutStatus: 204 });
  server.storeDown = false;
  thirdPartyCookies = true;
  silentFrames = 0;
  answersSilently = true;
  requested = [];
  answered = [];
  open = vi.fn(() => ({ close() {} }));
  const realFetch = globalThis.fetch;
  // A browser in small: what the sign-in asks of it, and an identity provider behind the hidden frame.
  vi.stubGlobal("window", Object.assign(new EventTarget(), { open }));
  vi.stubGlobal("location", { origin: app, href: `${app}/` });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("fetch", async (input: string, init?: RequestInit) => {
    requested.push(input);
    const answer = await realFetch(new URL(input, app), init);
    answered.push(input);
    return answer;
  });
  vi.stubGlobal("document", {
    cookie: "",
    hasStorageAccess: async () => thirdPartyCookies,
    createElement: () => ({ remove: () => (silentFrames -= 1) }),
    body: {
      append() {
        silentFrames += 1;
        const agent = server.atIdentityProvider;
        const answer = server.storeDown
          ? { type: "sign-in:failed", reason: "session-store-down" }
          : agent
            ? { type: "sign-in:code", code: agent.id }
            : { type: "sign-in:failed", reason: "login-required" };
        if (answersSilently) setTimeout(() => frameMessage(answer), 5);
      },
    },
  });
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  msw.resetHandlers();
  vi.unstubAllGlobals();
});

/** Resolves when the server has answered another request of a path, and the sign-in knows the answer. */
async function nextAnswer(path: string): Promise<void> {
  const before = answered.length;
  await vi.waitFor(() => expect(answered.slice(before)).toContain(path));
  await nextTurn();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function status() {
  return signIn.getState().status;
}

function begin(known: AgentSession | null, desk: string | null = "desk-1"): () => void {
  signIn = createSignIn(known);
  signIn.setDesk(desk);
  return start();
}

function start(): () => void {
  const stop = signIn.begin();
  stops.push(stop);
  return stop;
}

describe("a frame without a session", () => {
  it("is signed in silently, and leaves no hidden frame", async () => {
    begin(null);
    expect(status()).toBe("silent");
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(silentFrames).toBe(0);
  });

  it("asks for the session when it is there, and not before: the page has said that there is none", async () => {
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(requested.slice(0, 2)).toEqual(["/api/sign-in/redeem", "/api/sign-in/session"]);
  });

  it("takes the session that a sibling opened since the page was requested", async () => {
    server.session = session();
    server.atIdentityProvider = null;
    localStorage.setItem("sign-in", JSON.stringify({ signedInAt: Date.now() }));
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
  });

  it("on a slow network is offered a click, and signed in when the answer comes late", async () => {
    answersSilently = false;
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-out"), { timeout: 4_500 });
    frameMessage({ type: "sign-in:code", code: "ana" });
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(silentFrames).toBe(0);
  });

  it("on a slow network gives the silent sign-in up at the click", async () => {
    answersSilently = false;
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-out"), { timeout: 4_500 });
    expect(silentFrames).toBe(1);
    void signIn.open();
    await vi.waitFor(() => expect(status()).toBe("window"));
    expect(silentFrames).toBe(0);
  });

  it("asks for a click if third-party cookies are blocked", async () => {
    thirdPartyCookies = false;
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    expect(open).not.toHaveBeenCalled();
  });

  it("asks for a click where silent sign-in is switched off, and keeps a session that there is", async () => {
    signIn = createSignIn(null, { silent: false });
    start();
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    server.session = session(ana, null);
    localStorage.setItem("sign-in", JSON.stringify({ signedInAt: Date.now() }));
    signIn = createSignIn(null, { silent: false });
    start();
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
  });

  it("starts once when React starts it twice", async () => {
    begin(null)();
    start();
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(silentFrames).toBe(0);
  });

  it("gives up on a server that never responds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    msw.use(http.get(`${app}/api/sign-in/session`, () => new Promise(() => {})));
    begin(null);
    await vi.advanceTimersByTimeAsync(4_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
  });

  it("that has waited for a sibling has its full time when its turn comes", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    msw.use(http.get(`${app}/api/sign-in/session`, () => new Promise(() => {})));
    let takeTurn = () => {};
    const turn = new Promise<void>((resolve) => (takeTurn = resolve));
    const request = (_: string, __: LockOptions, run: () => unknown) => turn.then(run);
    const locks = { request };
    Object.assign(navigator, { locks });
    begin(null);
    await vi.advanceTimersByTimeAsync(3_000);
    takeTurn();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(status()).toBe("silent");
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
  });
});

describe("the sign-in window", () => {
  beforeEach(async () => {
    thirdPartyCookies = false;
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    void signIn.open();
    await vi.waitFor(() => expect(status()).toBe("window"));
  });

  it("posts a code that signs in", async () => {
    frameMessage({ type: "sign-in:code", code: "ana" });
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
  });

  it("is waited for when a code of an earlier attempt comes first", async () => {
    frameMessage({ type: "sign-in:code", code: "stale" });
    await nextAnswer("/api/sign-in/redeem");
    expect(status()).toBe("window");
    frameMessage({ type: "sign-in:code", code: "ana" });
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
  });

  it("is ignored from another origin", async () => {
    const data = { type: "sign-in:code", code: "ana" };
    window.dispatchEvent(new MessageEvent("message", { data, origin: "https://evil.example" }));
    await nextTurn();
    expect(requested).not.toContain("/api/sign-in/redeem");
    expect(status()).toBe("window");
  });

  it("continues if the workspace names the agent late, and its session names them", async () => {
    signIn.setDesk("desk-2");
    expect(status()).toBe("window");
    frameMessage({ type: "sign-in:code", code: "ana" });
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(signIn.getState().session).toEqual(session(ana, "desk-2"));
  });

  it("names a failure", async () => {
    frameMessage({ type: "sign-in:failed", reason: "not-allowed" });
    await vi.waitFor(() => expect(status()).toBe("failed"));
    expect(signIn.getState()).toMatchObject({ reason: "not-allowed" });
  });

  it("that opened is not replaced by its address", async () => {
    void signIn.open();
    await vi.waitFor(() => expect(status()).toBe("window"));
    expect(signIn.getState()).toMatchObject({ blocked: false });
  });

  it("that the browser blocked is replaced by its address", async () => {
    open.mockReturnValue(null);
    void signIn.open();
    await vi.waitFor(() => expect(signIn.getState()).toMatchObject({ blocked: true }));
    expect(signIn.getState()).toMatchObject({ href: expect.stringContaining("/sign-in/start?") });
  });
});

describe("the agent for whom the server rendered the page", () => {
  it("is the one whose session it found", () => {
    expect(createSignIn(session(ana)).renderedFor).toBe("ana");
    expect(createSignIn(null).renderedFor).toBeNull();
  });

  it("is unknown if a sibling has signed somebody in since the page began to load", async () => {
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(createSignIn(session(ana)).renderedFor).toBeNull();
  });

  it("is known if the clock was set back after the sign-in", async () => {
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    vi.spyOn(Date, "now").mockReturnValue(Date.now() - 60_000);
    expect(createSignIn(session(ana)).renderedFor).toBe("ana");
  });

  it("is known if a sibling has only found the session that was there", async () => {
    server.session = session(ana);
    begin(server.session);
    expect(status()).toBe("signed-in");
    expect(createSignIn(server.session).renderedFor).toBe("ana");
  });
});

describe("the last agent, whose session at the identity provider continues, at the next agent's desk", () => {
  /** Another frame of the same browser, as each contact opens one. */
  async function openFrame() {
    begin(server.session, "desk-2");
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    expect(signIn.getState()).toMatchObject({ reason: "other-agent", session: null });
    expect(server.session).toBeNull();
  }

  /** A click, and the window's answer. Resolves with what the window demands of the provider. */
  async function click(code: string) {
    void signIn.open();
    await vi.waitFor(() => expect(status()).toBe("window"));
    const { href } = signIn.getState() as { href: string };
    frameMessage({ type: "sign-in:code", code });
    await vi.waitFor(() => expect(status()).not.toBe("window"));
    return new URL(href, app).searchParams.get("prompt");
  }

  beforeEach(async () => {
    server.session = session(ana, "desk-1");
    begin(server.session, "desk-1");
    expect(status()).toBe("signed-in");
  });

  it("is not signed in silently, in any frame", async () => {
    await openFrame();
    await openFrame();
    await openFrame();
  });

  it("is not signed in by a frame that a sibling tells of their session", async () => {
    thirdPartyCookies = false;
    await openFrame();
    const sibling = new BroadcastChannel("sign-in");
    server.session = session(ana, null);
    sibling.postMessage("signed-in");
    await nextAnswer("/api/sign-in/session");
    expect(status()).toBe("signed-out");
    sibling.close();
  });

  it("is replaced by a click that asks for the account", async () => {
    await openFrame();
    expect(await click("kwame")).toBe("select_account");
    expect(signIn.getState().session).toEqual(session(kwame, "desk-2"));
    // The next frame is Kwame's, without a click.
    server.session = null;
    server.atIdentityProvider = kwame;
    begin(null, "desk-2");
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
  });

  it("is refused if the provider still returns them, until they type their password", async () => {
    await openFrame();
    expect(await click("ana")).toBe("select_account");
    expect(signIn.getState()).toMatchObject({ status: "signed-out", reason: "other-agent" });
    expect(server.session).toBeNull();
    expect(await click("ana")).toBe("login");
    expect(signIn.getState().session).toEqual(session(ana, "desk-2"));
  });

  it("is followed by a password if the provider refuses the choice of account", async () => {
    await openFrame();
    void signIn.open();
    await vi.waitFor(() => expect(status()).toBe("window"));
    frameMessage({ type: "sign-in:failed", reason: "login-required" });
    await vi.waitFor(() => expect(status()).toBe("failed"));
    expect(await click("kwame")).toBe("login");
    expect(signIn.getState().session?.agent).toEqual(kwame);
  });
});

it("a sign-out is remembered by frames of every tab, until the next click", async () => {
  server.session = session();
  begin(server.session);
  await signIn.signOut();
  begin(null);
  await vi.waitFor(() => expect(status()).toBe("signed-out"));
  expect(signIn.getState()).toMatchObject({ reason: "signed-out" });
});

describe("a session", () => {
  it("of another desk is ended, and a leftover one at the identity provider does not bring it back", async () => {
    server.session = session(ana, "desk-1");
    begin(server.session, "desk-2");
    expect(signIn.getState().session).toBeNull();
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    expect(signIn.getState()).toMatchObject({ reason: "other-agent", session: null });
    expect(server.session).toBeNull();
  });

  it("of another desk gives way to the agent who is signed in at the identity provider", async () => {
    server.session = session(ana, "desk-1");
    server.atIdentityProvider = kwame;
    begin(server.session, "desk-2");
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(signIn.getState().session?.agent).toEqual(kwame);
  });

  it("of another desk that cannot be ended is not shown", async () => {
    server.session = session(ana, "desk-1");
    server.signOutStatus = 500;
    begin(server.session, "desk-2");
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    expect(signIn.getState().session).toBeNull();
  });

  it("of a desk, where the workspace names nobody, gives way to who is signed in at the identity provider", async () => {
    server.session = session(ana, "desk-1");
    server.atIdentityProvider = kwame;
    begin(server.session, null);
    expect(signIn.getState().session).toBeNull();
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(signIn.getState().session?.agent).toEqual(kwame);
  });

  it("of a desk, where the workspace names nobody, is opened anew for the same agent without a click", async () => {
    server.session = session(ana, "desk-1");
    begin(server.session, null);
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(signIn.getState().session).toEqual(session(ana, null));
  });

  it("of a desk, where the workspace names nobody and a click is needed, is not shown, and not ended", async () => {
    thirdPartyCookies = false;
    server.session = session(ana, "desk-1");
    begin(server.session, null);
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    expect(signIn.getState()).toMatchObject({ reason: "none", session: null });
    expect(server.session).not.toBeNull();
  });

  it("of no desk gives way, where the workspace names somebody, to who is signed in at the identity provider", async () => {
    server.session = session(ana, null);
    server.atIdentityProvider = kwame;
    begin(server.session, "desk-2");
    await vi.waitFor(() => expect(status()).toBe("signed-in"));
    expect(signIn.getState().session).toEqual(session(kwame, "desk-2"));
  });

  it("of no desk is kept where the workspace names nobody", async () => {
    server.session = session(ana, null);
    server.atIdentityProvider = kwame;
    begin(server.session, null);
    expect(signIn.getState()).toMatchObject({ status: "signed-in", session: { agent: ana } });
  });

  it("that ended is renewed at a 401, and the request is made again", async () => {
    server.session = session();
    begin(server.session);
    server.session = null;
    const answer = await signIn.fetch("/api/orders");
    expect(await answer.json()).toEqual(["order"]);
    expect(status()).toBe("signed-in");
  });

  it("that another agent's replaces is shown, and the request is not made again as theirs", async () => {
    server.session = session();
    begin(server.session);
    server.session = null;
    server.atIdentityProvider = kwame;
    const answer = await signIn.fetch("/api/orders");
    expect(answer.status).toBe(401);
    expect(signIn.getState()).toMatchObject({ status: "signed-in", session: { agent: kwame } });
  });

  it("that is being renewed is waited for at a 401", async () => {
    server.session = session();
    begin(server.session);
    server.session = null;
    answersSilently = false;
    const renewal = signIn.renew();
    await vi.waitFor(() => expect(silentFrames).toBe(1));
    const request = signIn.fetch("/api/orders");
    await nextAnswer("/api/orders");
    frameMessage({ type: "sign-in:code", code: "ana" });
    expect(await (await request).json()).toEqual(["order"]);
    await renewal;
    expect(status()).toBe("signed-in");
  });

  it("that cannot be renewed keeps the agent's page, and asks", async () => {
    server.session = session();
    begin(server.session);
    server.session = null;
    server.atIdentityProvider = null;
    expect((await signIn.fetch("/api/orders")).status).toBe(401);
    expect(signIn.getState()).toMatchObject({ status: "signed-out", session: { agent: ana } });
  });

  it("that the server cannot read just now has not ended", async () => {
    server.session = session();
    begin(server.session);
    msw.use(http.get(`${app}/api/sign-in/session`, () => new HttpResponse(null, { status: 503 })));
    await signIn.renew();
    expect(status()).toBe("signed-in");
  });
});

describe("while the server's session store is down", () => {
  it("a session stays on the page, and goes on when a request succeeds again", async () => {
    server.session = session();
    begin(server.session);
    server.storeDown = true;
    const response = await signIn.fetch("/api/orders");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ reason: "session-store-down" });
    expect(signIn.getState()).toMatchObject({ status: "unavailable", session: { agent: ana } });
    server.storeDown = false;
    expect((await signIn.fetch("/api/orders")).status).toBe(200);
    expect(status()).toBe("signed-in");
  });

  it("a renewal that fails says so, and a later one restores the session", async () => {
    server.session = session();
    begin(server.session);
    server.storeDown = true;
    await signIn.renew();
    expect(signIn.getState()).toMatchObject({ status: "unavailable", session: { agent: ana } });
    await signIn.renew();
    expect(signIn.getState()).toMatchObject({ status: "unavailable", session: { agent: ana } });
    server.storeDown = false;
    await signIn.renew();
    expect(signIn.getState()).toMatchObject({ status: "signed-in", session: { agent: ana } });
  });

  it("a retry leaves the page as it is, also while the network is down", async () => {
    server.session = session();
    begin(server.session);
    server.storeDown = true;
    await signIn.renew();
    const states = new Set<string>();
    signIn.subscribe(() => states.add(status()));
    await signIn.renew();
    msw.use(http.get("*", () => HttpResponse.error()));
    await signIn.renew();
    expect([...states]).toEqual(["unavailable"]);
    expect(status()).toBe("unavailable");
    msw.resetHandlers();
    server.storeDown = false;
    await signIn.renew();
    expect([...states]).toEqual(["unavailable", "signed-in"]);
    expect(requested).not.toContain("/api/sign-in/redeem");
  });

  it("the session of another desk that is found later is not shown", async () => {
    server.session = session();
    begin(server.session);
    server.storeDown = true;
    await signIn.renew();
    Object.assign(server, { storeDown: false, session: session(kwame, "desk-2") });
    await signIn.renew();
    expect(signIn.getState()).toMatchObject({ status: "signed-in", session: { agent: ana } });
  });

  it("a session that has ended meanwhile is replaced by a silent sign-in", async () => {
    server.session = session();
    begin(server.session);
    server.storeDown = true;
    await signIn.renew();
    Object.assign(server, { storeDown: false, session: null });
    await signIn.renew();
    expect(signIn.getState()).toMatchObject({ status: "signed-in", session: { agent: ana } });
    expect(requested).toContain("/api/sign-in/redeem");
  });

  it("a frame that starts does not ask the agent to sign in, and finds its session later", async () => {
    thirdPartyCookies = false;
    server.storeDown = true;
    signIn = createSignIn(null, { unchecked: true });
    signIn.setDesk("desk-1");
    start();
    await vi.waitFor(() => expect(status()).toBe("unavailable"));
    server.storeDown = false;
    server.session = session();
    await signIn.renew();
    expect(status()).toBe("signed-in");
    expect(requested).not.toContain("/api/sign-in/redeem");
  });

  it("a silent sign-in that the server refuses does not ask for a click", async () => {
    server.storeDown = true;
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("unavailable"));
  });

  it("a sign-in by a click is refused with the reason", async () => {
    thirdPartyCookies = false;
    begin(null);
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    server.storeDown = true;
    void signIn.open();
    await vi.waitFor(() => expect(status()).toBe("window"));
    frameMessage({ type: "sign-in:code", code: "ana" });
    await vi.waitFor(() => expect(status()).toBe("failed"));
    expect(signIn.getState()).toMatchObject({ reason: "session-store-down" });
  });

  it("a sign-out fails with the reason, and can be retried", async () => {
    server.session = session();
    begin(server.session);
    server.storeDown = true;
    await signIn.signOut();
    expect(signIn.getState()).toMatchObject({
      status: "failed",
      reason: "session-store-down",
      session: { agent: ana },
    });
    server.storeDown = false;
    await signIn.signOut();
    expect(signIn.getState()).toMatchObject({ status: "signed-out", session: null });
  });
});

describe("a renewal", () => {
  it("that finds the session asks the identity provider nothing", async () => {
    server.session = session();
    begin(session());
    await signIn.renew();
    expect(requested).toEqual(["/api/sign-in/session"]);
    expect(status()).toBe("signed-in");
  });

  it("that finds no session signs the agent in silently", async () => {
    begin(session());
    await signIn.renew();
    expect(requested).toContain("/api/sign-in/redeem");
    expect(status()).toBe("signed-in");
  });
});

it("a component that has gone is told nothing more", async () => {
  begin(session());
  const [listener, gone] = [vi.fn(), vi.fn()];
  signIn.subscribe(listener);
  signIn.subscribe(gone)();
  await signIn.signOut();
  expect(listener).toHaveBeenCalled();
  expect(gone).not.toHaveBeenCalled();
});

describe("another frame", () => {
  function tell(message: string): void {
    const sibling = new BroadcastChannel("sign-in");
    sibling.postMessage(message);
    stops.push(() => sibling.close());
  }

  it("that signs out ends the session of this one, which then waits for a click", async () => {
    begin(session());
    tell("signed-out");
    await vi.waitFor(() =>
      expect(signIn.getState()).toMatchObject({
        status: "signed-out",
        reason: "signed-out",
        session: null,
      }),
    );
    expect(silentFrames).toBe(0);
  });

  it("whose silent sign-in failed ends that of this one", async () => {
    answersSilently = false;
    begin(null);
    await vi.waitFor(() => expect(silentFrames).toBe(1));
    tell("silent-failed");
    await vi.waitFor(() => expect(status()).toBe("signed-out"), { timeout: 1_000 });
    expect(silentFrames).toBe(0);
  });

  it("that signs in signs this one in, too", async () => {
    answersSilently = false;
    begin(null);
    await vi.waitFor(() => expect(silentFrames).toBe(1));
    server.session = session();
    tell("signed-in");
    await vi.waitFor(() => expect(status()).toBe("signed-in"), { timeout: 1_000 });
    expect(signIn.getState().session?.agent).toEqual(ana);
    expect(silentFrames).toBe(0);
  });

  it.each([
    ["there is no session", () => {}],
    ["the session is of another desk", () => (server.session = session(ana, "desk-2"))],
    ["the server does not respond", () => msw.use(http.get("*", () => HttpResponse.error()))],
  ])("that signs in changes nothing here if %s", async (_name, prepare) => {
    answersSilently = false;
    begin(null);
    await vi.waitFor(() => expect(silentFrames).toBe(1));
    prepare();
    const asked = requested.length;
    tell("signed-in");
    await vi.waitFor(() => expect(requested.slice(asked)).toEqual(["/api/sign-in/session"]));
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect(status()).toBe("silent");
    expect(silentFrames).toBe(1);
  });

  it("is told of a sign-in", async () => {
    const sibling = new BroadcastChannel("sign-in");
    const told = new Promise((resolve) => (sibling.onmessage = ({ data }) => resolve(data)));
    stops.push(() => sibling.close());
    begin(null);
    expect(await told).toBe("signed-in");
  });

  it("with an unknown message changes nothing", async () => {
    begin(session());
    const states: string[] = [];
    signIn.subscribe(() => states.push(status()));
    tell("another");
    tell("signed-out");
    await vi.waitFor(() => expect(status()).toBe("signed-out"));
    expect(states).toEqual(["signed-out"]);
  });
});

it("the second click after a window was cut off opens the page that passes its code on", () => {
  begin(null);
  signIn.finish();
  expect(open.mock.calls.at(-1)?.[0]).toBe("/sign-in/finish");
});

describe("signing out", () => {
  it("is not undone by a silent sign-in that is under way", async () => {
    server.session = session();
    begin(server.session);
    server.session = null;
    answersSilently = false;
    const request = signIn.fetch("/api/orders");
    await vi.waitFor(() => expect(silentFrames).toBe(1));
    await signIn.signOut();
    frameMessage({ type: "sign-in:code", code: "ana" });
    await request;
    await nextTurn();
    expect(requested).not.toContain("/api/sign-in/redeem");
    expect(signIn.getState()).toMatchObject({ status: "signed-out", session: null });
    expect(silentFrames).toBe(0);
  });

  it.each([
    ["sign-out:done", "everywhere"],
    ["sign-out:not-offered", "not-offered"],
  ])("everywhere says so only when the window is back: %s", async (type, reason) => {
    server.session = session();
    begin(server.session);
    await signIn.signOut(true);
    frameMessage({ type: "another" });
    await nextTurn();
    expect(signIn.getState()).toMatchObject({ status: "signed-out", reason: "leaving" });
    frameMessage({ type });
    await vi.waitFor(() => expect(signIn.getState()).toMatchObject({ reason }));
  });

  it("everywhere gives the window and the request the same ticket, and another sign-out none", async () => {
    const tickets: unknown[] = [];
    msw.use(
      http.post(`${app}/api/sign-in/out`, async ({ request }) => {
        tickets.push(((await request.json()) as { ticket?: string }).ticket);
        return new HttpResponse(null, { status: 204 });
      }),
    );
    server.session = session();
    begin(server.session);
    await signIn.signOut(true);
    await signIn.signOut();
    const [path] = open.mock.lastCall ?? [];
    expect(tickets).toEqual([expect.stringMatching(/^[\w-]{36}$/), undefined]);
    expect(path).toBe(`/sign-in/sign-out?ticket=${tickets[0]}&agent=${await sha256(ana.id)}`);
  });

  it("everywhere keeps the word of a window that is back before the session has ended", async () => {
    server.session = session();
    begin(server.session);
    const ended = signIn.signOut(true);
    frameMessage({ type: "sign-out:done" });
    await ended;
    await vi.waitFor(() => expect(signIn.getState()).toMatchObject({ reason: "everywhere" }));
  });

  it("that fails says so, and keeps the session", async () => {
    server.session = session();
    begin(server.session);
    server.signOutStatus = 500;
    await signIn.signOut();
    expect(signIn.getState()).toMatchObject({ status: "failed", session: { agent: ana } });
  });
});
