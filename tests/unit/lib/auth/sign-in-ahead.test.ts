import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { signInAhead } from "@/lib/auth/client/sign-in-ahead";

const app = "https://app.example.com";
const session = { agent: { id: "ana", name: "Ana", email: null, roles: [] }, desk: "desk-1" };
const none = { session: null, silent: true };

const msw = setupServer(
  http.get(`${app}/api/sign-in/session`, () => HttpResponse.json(session)),
  http.post(`${app}/api/sign-in/redeem`, () => new HttpResponse(null, { status: 204 })),
);

/** What the page of a silent attempt posts, or nothing if the provider does not respond. */
let answer: object | null;
let hasCookies: boolean;
let silentFrames: number;
/** Whether the lock that the app's frames share is taken. */
let isLocked: boolean;
let abortedWait: boolean;

beforeAll(() => msw.listen({ onUnhandledRequest: "error" }));
afterAll(() => msw.close());
beforeEach(() => {
  answer = { type: "sign-in:code", code: "ana" };
  hasCookies = true;
  silentFrames = 0;
  isLocked = false;
  abortedWait = false;
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => fetch(app + path, init));
  vi.stubGlobal("location", { origin: app, href: `${app}/` });
  vi.stubGlobal("window", new EventTarget());
  // Without a channel: it would bring what an earlier test's frame has sent.
  vi.stubGlobal("BroadcastChannel", undefined);
  const items = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  });
  vi.stubGlobal("document", {
    cookie: "",
    hasStorageAccess: async () => hasCookies,
    createElement: () => ({ remove: () => (silentFrames -= 1) }),
    body: {
      append() {
        silentFrames += 1;
        if (!answer) return;
        const message = new MessageEvent("message", { data: answer, origin: app });
        queueMicrotask(() => window.dispatchEvent(message));
      },
    },
  });
  vi.stubGlobal("navigator", {
    locks: {
      request: (_name: string, { signal }: { signal: AbortSignal }, run: () => unknown) =>
        isLocked
          ? new Promise((_resolve, reject) => {
              signal.addEventListener("abort", () => {
                abortedWait = true;
                reject(signal.reason);
              });
            })
          : run(),
    },
  });
});
afterEach(() => {
  msw.resetHandlers();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Waits while the test's clock stands still: the hash of a verifier takes its own time. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

it("an agent with a session at this desk is signed in without any attempt", async () => {
  expect(await signInAhead({ session, silent: true }, "desk-1")).toBe(true);
  expect(silentFrames).toBe(0);
});

it("an agent whom the provider knows is signed in, in one hidden frame that goes again", async () => {
  expect(await signInAhead(none, "desk-1")).toBe(true);
  expect(silentFrames).toBe(0);
});

it("the session of another desk's agent is ended", async () => {
  let ended = 0;
  msw.use(
    http.post(`${app}/api/sign-in/out`, () => {
      ended += 1;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  vi.stubGlobal("performance", { timeOrigin: 0 });
  localStorage.setItem("sign-in", JSON.stringify({ signedInAt: 1 }));
  expect(await signInAhead({ session: null, silent: false }, "desk-2")).toBe(false);
  expect(ended).toBe(1);
});

it("an agent whom the provider does not know stays signed out", async () => {
  answer = { type: "sign-in:failed", reason: "login-required" };
  expect(await signInAhead(none, "desk-1")).toBe(false);
});

it("where the browser blocks third-party cookies, or the settings forbid it, it tries nothing", async () => {
  const append = vi.spyOn(document.body, "append");
  expect(await signInAhead({ session: null, silent: false }, "desk-1")).toBe(false);
  hasCookies = false;
  expect(await signInAhead(none, "desk-1")).toBe(false);
  expect(append).not.toHaveBeenCalled();
});

it("an attempt that the provider leaves unanswered ends after 4 s, and its frame goes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  answer = null;
  const done = vi.fn();
  void signInAhead(none, "desk-1").then(done);
  await until(() => silentFrames === 1);
  await vi.advanceTimersByTimeAsync(3_999);
  expect(silentFrames).toBe(1);
  expect(done).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await until(() => silentFrames === 0);
  expect(done).toHaveBeenCalledWith(false);
});

it("it waits 4 s for another frame's attempt, and no longer", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  isLocked = true;
  const done = vi.fn();
  void signInAhead(none, "desk-1").then(done);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(abortedWait).toBe(true);
  expect(done).toHaveBeenCalledWith(false);
});

it("a server that fails does not make it throw", async () => {
  msw.use(http.post(`${app}/api/sign-in/redeem`, () => new HttpResponse(null, { status: 500 })));
  expect(await signInAhead(none, "desk-1")).toBe(false);
  msw.use(http.post(`${app}/api/sign-in/redeem`, () => HttpResponse.error()));
  expect(await signInAhead(none, "desk-1")).toBe(false);
});
