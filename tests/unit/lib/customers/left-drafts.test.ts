// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAgentStorage } from "@/lib/auth/client/agent-storage";
import { agentDraft } from "@/lib/customers/client/draft";
import { claimDraft, sendLeftDrafts } from "@/lib/customers/client/left-drafts";
import type { Note } from "@/lib/customers/note";

const agent = "ana";
const closed = "00000000-0000-4000-8000-000000000001";
const other = "00000000-0000-4000-8000-000000000002";
const mine: Note = { text: "wants a refund", version: "v1" };

/** The browser's locks, which jsdom lacks. */
function createLocks() {
  const held = new Map<string, Promise<unknown>>();
  return {
    async request(
      name: string,
      options: LockOptions,
      run: (lock: Lock | null) => Promise<unknown>,
    ): Promise<unknown> {
      if (options.ifAvailable && held.has(name)) return run(null);
      while (held.has(name)) await held.get(name);
      options.signal?.throwIfAborted();
      const done = run({ name, mode: "exclusive" }).finally(() => held.delete(name));
      held.set(name, done);
      return done;
    },
  };
}

/** What the server answers to a save: the note, or nothing but a status. */
let answer: () => Response | Promise<Response>;
let sent: { url: string; body: unknown }[];

async function fetch(url: string, init: RequestInit = {}): Promise<Response> {
  sent.push({ url, body: JSON.parse(String(init.body)) });
  return answer();
}

function storageOf(agentId: string) {
  const key = btoa(agentId.padEnd(32));
  return createAgentStorage(agentId, async () => Response.json({ agentId, keys: [key] }));
}

const saved = () => Response.json({ ...mine, version: "v2" });
const send = (of = agent) => sendLeftDrafts(fetch, of, storageOf(of), new AbortController().signal);
const draftOf = (of: string, contactId: string) => agentDraft(storageOf(of), contactId);
const draft = draftOf(agent, closed);

describe("a draft that a closed contact has left", () => {
  beforeEach(async () => {
    vi.stubGlobal("navigator", { locks: createLocks() });
    answer = saved;
    sent = [];
    await draft.keep(mine);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    sessionStorage.clear();
  });

  it("is sent with the version that it is based on, and leaves the tab", async () => {
    await send();
    expect(sent).toEqual([{ url: `/api/notes/${closed}`, body: { ...mine, author: agent } }]);
    expect(draft.mark()).toBeNull();
  });

  it.each([
    ["fails", () => Response.json({ reason: "upstream-unreachable" }, { status: 502 })],
    ["never arrives", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["meets another note", () => Response.json({ text: "theirs", version: "v9" }, { status: 409 })],
  ])("stays in the tab when its save %s, and does not hold up the next", async (_, fault) => {
    await draftOf(agent, other).keep({ text: "called twice", version: null });
    answer = () => (sent.length === 1 ? fault() : saved());
    await send();
    expect(sent).toHaveLength(2);
    expect([await draft.read(), draftOf(agent, other).mark()]).toEqual([mine, null]);
    answer = saved;
    await send();
    expect(draft.mark()).toBeNull();
  });

  it("that was saved although the response was lost is recognized by its text", async () => {
    answer = () => Response.json({ ...mine, version: "v2" }, { status: 409 });
    await send();
    expect(draft.mark()).toBeNull();
  });

  it("is sent by one of several frames", async () => {
    await Promise.all([send(), send(), send()]);
    expect(sent).toHaveLength(1);
  });

  it("is left to a frame that claims it, until that is gone", async () => {
    const undo = claimDraft(closed);
    await send();
    expect(sent).toEqual([]);
    undo();
    await vi.waitFor(async () => {
      await send();
      expect(sent).toHaveLength(1);
    });
  });

  it("can be claimed again at once, as React does in development", async () => {
    claimDraft(closed)();
    claimDraft(closed);
    await send();
    await send();
    expect(sent).toEqual([]);
  });

  it("stays when more is typed by a frame that opens while it is sent", async () => {
    answer = async () => {
      await draft.keep({ ...mine, text: "wants a refund, angry" });
      return saved();
    };
    await send();
    expect((await draft.read())?.text).toBe("wants a refund, angry");
  });

  it("is not sent by another agent", async () => {
    await send("kwame");
    await send("an");
    expect(sent).toEqual([]);
    expect(await draft.read()).toEqual(mine);
  });

  it("of an agent whose id begins as another's is not taken for theirs", async () => {
    await draftOf("ana:b", other).keep(mine);
    await send();
    expect(sent.map(({ url }) => url)).toEqual([`/api/notes/${closed}`]);
  });

  it("is not sent once its agent has left", async () => {
    const undo = new AbortController();
    await draftOf(agent, other).keep(mine);
    answer = () => {
      undo.abort();
      return saved();
    };
    await sendLeftDrafts(fetch, agent, storageOf(agent), undo.signal);
    expect(sent).toHaveLength(1);
  });

  it("waits in a browser without locks, where open frames are unknown", async () => {
    vi.stubGlobal("navigator", {});
    claimDraft(closed)();
    await send();
    expect(sent).toEqual([]);
  });

  it("does not fail if storage is blocked", async () => {
    const denied = () => Promise.reject(new DOMException("denied", "SecurityError"));
    vi.stubGlobal("navigator", { locks: { request: denied } });
    vi.stubGlobal("sessionStorage", undefined);
    claimDraft(closed)();
    await send();
    expect(sent).toEqual([]);
  });
});
