import { afterEach, describe, expect, it, vi } from "vitest";
import { createSiblings } from "@/lib/auth/client/siblings";

const handlers = { "signed-in": vi.fn(), "signed-out": vi.fn(), "silent-failed": vi.fn() };
const refused = () => new DOMException("The operation is insecure.", "SecurityError");

afterEach(() => vi.unstubAllGlobals());

function stubLocks(locks: object | undefined) {
  vi.stubGlobal("navigator", { locks });
}

it("in a browser that refuses a channel the frame works alone", () => {
  vi.stubGlobal(
    "BroadcastChannel",
    class {
      constructor() {
        throw refused();
      }
    },
  );
  const siblings = createSiblings(handlers);
  const stop = siblings.listen();
  siblings.send("signed-in");
  stop();
});

it("a message reaches the other frames, and not after they stopped listening", async () => {
  const [one, other] = [createSiblings(handlers), createSiblings(handlers)];
  const stops = [one.listen(), other.listen()];
  one.send("signed-out");
  await vi.waitFor(() => expect(handlers["signed-out"]).toHaveBeenCalledTimes(1));
  for (const stop of stops) stop();
});

it("a frame that listens again before it stops is still heard", async () => {
  const [one, other] = [createSiblings(handlers), createSiblings(handlers)];
  const stopFirst = one.listen();
  const stops = [one.listen(), other.listen()];
  stopFirst();
  one.send("silent-failed");
  await vi.waitFor(() => expect(handlers["silent-failed"]).toHaveBeenCalledTimes(1));
  for (const stop of stops) stop();
  one.send("silent-failed");
});

describe("runExclusively", () => {
  const { runExclusively } = createSiblings(handlers);

  it("takes a lock in a browser that refuses to list locks, as Firefox does in a partitioned frame", async () => {
    const request = vi.fn(async (_name, _options, run) => run());
    stubLocks({ query: () => Promise.reject(refused()), request });
    expect(await runExclusively({}, async () => "done")).toBe("done");
    expect(request).toHaveBeenCalledOnce();
  });

  it.each([
    ["are absent", undefined],
    ["are refused", { request: () => Promise.reject(refused()) }],
  ])("runs where locks %s", async (_what, locks) => {
    stubLocks(locks);
    const run = vi.fn(async () => "done");
    expect(await runExclusively({}, run)).toBe("done");
    expect(run).toHaveBeenCalledOnce();
  });

  it("does not run again if its turn was taken or its own work failed", async () => {
    const stolen = new DOMException("stolen", "AbortError");
    stubLocks({
      request: async (_name: string, _options: object, run: () => Promise<void>) => {
        void run().catch(() => {});
        throw stolen;
      },
    });
    const run = vi.fn(() => Promise.reject(new Error("failed")));
    await expect(runExclusively({}, run)).rejects.toBe(stolen);
    expect(run).toHaveBeenCalledOnce();
  });

  it("does not run if it was aborted while it waited", async () => {
    const controller = new AbortController();
    stubLocks({
      request: (_name: string, { signal }: LockOptions) =>
        new Promise((_resolve, reject) =>
          signal?.addEventListener("abort", () => reject(signal.reason)),
        ),
    });
    const run = vi.fn(async () => {});
    const waiting = runExclusively({ signal: controller.signal }, run);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    expect(run).not.toHaveBeenCalled();
  });
});
