// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAgentStorage } from "@/lib/auth/client/agent-storage";
import { claimDraft, draftKey, sendLeftDrafts } from "@/lib/customers/client/drafts";
import { createNoteStore } from "@/lib/customers/client/note-store";
import type { Note } from "@/lib/customers/note";

const contact = "00000000-0000-4000-8000-000000000001";
const other = "00000000-0000-4000-8000-000000000002";

/** The notes of the app's server by contact, and what it was sent. */
let notes: Record<string, Note>;
let sent: { contactId: string; note: unknown }[];
/** What happens to each response; it may also never arrive. */
let deliver: (response: Response) => Response | Promise<Response>;
let isDown: boolean;

async function fetch(url: string, { body }: RequestInit = {}): Promise<Response> {
  const contactId = url.slice("/api/notes/".length);
  const note = body && JSON.parse(String(body));
  if (note) sent.push({ contactId, note });
  if (isDown) throw new TypeError("Failed to fetch");
  const current = notes[contactId] ?? { text: "", version: null };
  if (!note) return deliver(Response.json(current));
  if (note.version !== current.version) return deliver(Response.json({}, { status: 409 }));
  notes[contactId] = { text: note.text, version: `v${sent.length}` };
  return deliver(Response.json(notes[contactId]));
}

function createDeferred() {
  let [resolve, reject] = [() => {}, (_: Error) => {}];
  const promise = new Promise<void>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

/** Holds up the next response until it is resolved, or rejected. */
function holdResponse() {
  const held = createDeferred();
  deliver = (response) => {
    deliver = (next) => next;
    return held.promise.then(() => response);
  };
  return held;
}

function createAuthor(id = "ana") {
  const keys = [btoa(id.padEnd(32))];
  const storage = createAgentStorage(id, async () => Response.json({ agentId: id, keys }));
  return { id, fetch, storage };
}

let ana: ReturnType<typeof createAuthor>;
const draftOf = (contactId: string) => createAuthor().storage.read(draftKey(contactId));

beforeEach(() => {
  [notes, sent, isDown] = [{}, [], false];
  deliver = (response) => response;
  ana = createAuthor();
});
afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

describe("a note", () => {
  const open = () => createNoteStore(contact, ana);

  it("shows what was saved before", async () => {
    notes[contact] = { text: "called twice", version: "v7" };
    const note = open();
    expect(note.getState().status).toBe("loading");
    await note.sync();
    expect(note.getState()).toEqual({ status: "saved", text: "called twice" });
    expect(sent).toEqual([]);
  });

  it("is stored in the tab at each key, until it is saved", async () => {
    const note = open();
    await note.sync();
    note.write("wants a refund");
    await vi.waitFor(async () => {
      expect(await draftOf(contact)).toEqual({ text: "wants a refund", version: null });
    });
    await note.sync();
    expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
    expect(await draftOf(contact)).toBeNull();
  });

  it("whose text grows while it is saved is saved again, based on the first save", async () => {
    const note = open();
    await note.sync();
    note.write("wants");
    const done = note.sync();
    note.write("wants a refund");
    await done;
    expect(sent.map(({ note }) => note)).toEqual([
      { text: "wants", version: null, author: "ana" },
      { text: "wants a refund", version: "v1", author: "ana" },
    ]);
    expect(note.getState().status).toBe("saved");
  });

  it("whose draft can no longer be decrypted shows the upstream's version", async () => {
    sessionStorage.setItem(`ana:${draftKey(contact)}`, "damaged");
    notes[contact] = { text: "called twice", version: "v7" };
    const note = open();
    note.write("is not taken before it is known what the draft says");
    expect(note.getState()).toEqual({ status: "opening", text: "" });
    await note.sync();
    expect(note.getState()).toEqual({ status: "saved", text: "called twice" });
  });

  it("that could not be saved waits until it is stored in the tab again", async () => {
    const note = open();
    await note.sync();
    isDown = true;
    note.write("wants a refund");
    const encrypted = createDeferred();
    const write = vi.spyOn(ana.storage, "write").mockReturnValue(encrypted.promise);
    let isDone = false;
    const closing = note.sync().then(() => {
      isDone = true;
    });
    await vi.waitFor(() => expect(note.getState().status).toBe("failed"));
    expect(write).toHaveBeenCalledWith(draftKey(contact), {
      text: "wants a refund",
      version: null,
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isDone).toBe(false);
    encrypted.resolve();
    await closing;
  });

  it.each(["arrives", "fails"])(
    "that is typed while it loads is sent at once, and stays when the load %s late",
    async (outcome) => {
      const load = holdResponse();
      const note = open();
      const loading = note.sync();
      note.write("wants a refund");
      const leaving = note.sync();
      expect(sent).toHaveLength(1);
      await leaving;
      if (outcome === "arrives") load.resolve();
      else load.reject(new TypeError("Failed to fetch"));
      await loading;
      expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
    },
  );

  it("can be typed while what was saved before cannot be loaded", async () => {
    isDown = true;
    const note = open();
    await note.sync();
    expect(note.getState().status).toBe("unavailable");
    note.write("wants a refund");
    isDown = false;
    await note.sync();
    expect(notes[contact]?.text).toBe("wants a refund");
  });

  it("that was saved although the response was lost is not a conflict", async () => {
    const note = open();
    await note.sync();
    note.write("wants");
    holdResponse().reject(new TypeError("Failed to fetch"));
    await note.sync();
    expect(note.getState().status).toBe("failed");
    note.write("wants a refund");
    await note.sync();
    expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
    expect(notes[contact]?.text).toBe("wants a refund");
  });

  it.each(["mine", "theirs"] as const)(
    "that someone else has changed is not overwritten until the agent chooses %s",
    async (choice) => {
      const note = open();
      await note.sync();
      note.write("mine");
      notes[contact] = { text: "theirs", version: "other" };
      await note.sync();
      const theirs = notes[contact];
      expect(note.getState()).toEqual({ status: "conflict", text: "mine", theirs });
      note.write("mine, longer");
      await note.sync();
      expect(note.getState()).toEqual({ status: "conflict", text: "mine, longer", theirs });
      expect(notes[contact]).toEqual(theirs);

      note.resolve(choice);
      await note.sync();
      const text = choice === "mine" ? "mine, longer" : "theirs";
      expect(note.getState()).toEqual({ status: "saved", text });
      expect(notes[contact]?.text).toBe(text);
      expect(await draftOf(contact)).toBeNull();
    },
  );
});

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

describe("a draft that a closed contact has left", () => {
  const draft: Note = { text: "wants a refund", version: null };
  const send = (author = ana) => sendLeftDrafts(author, new AbortController().signal);
  const leave = (contactId: string) => ana.storage.write(draftKey(contactId), draft);

  function claim(): () => void {
    const undo = new AbortController();
    claimDraft(contact, undo.signal);
    return () => undo.abort();
  }

  beforeEach(async () => {
    vi.stubGlobal("navigator", { locks: createLocks() });
    await leave(contact);
  });

  it("is sent once by several frames, and leaves the tab", async () => {
    await Promise.all([send(), send(), send()]);
    expect(sent).toEqual([{ contactId: contact, note: { ...draft, author: "ana" } }]);
    expect(await draftOf(contact)).toBeNull();
  });

  it.each([
    ["fails", () => Response.json({ reason: "upstream-failed" }, { status: 502 })],
    ["never arrives", () => Promise.reject(new TypeError("Failed to fetch"))],
  ])("stays in the tab when its save %s, and does not hold up the next", async (_, fault) => {
    await leave(other);
    deliver = (response) => (sent.at(-1)?.contactId === contact ? fault() : response);
    await send();
    expect([await draftOf(contact), await draftOf(other)]).toEqual([draft, null]);
    // Meanwhile the upstream has it: it is recognized by its text.
    deliver = (response) => response;
    await send();
    expect(await draftOf(contact)).toBeNull();
  });

  it("stays in the tab when someone else has changed the note", async () => {
    notes[contact] = { text: "theirs", version: "other" };
    await send();
    expect([await draftOf(contact), notes[contact].text]).toEqual([draft, "theirs"]);
  });

  it("is left to a frame that claims it, until that frame is gone", async () => {
    // Twice at once, as React does in development.
    claim()();
    const undo = claim();
    await send();
    await send();
    expect(sent).toEqual([]);
    undo();
    await vi.waitFor(async () => {
      await send();
      expect(sent).toHaveLength(1);
    });
  });

  it("stays when more is typed by a frame that opens while it is sent", async () => {
    const longer = { ...draft, text: "wants a refund, angry" };
    deliver = async (response) => {
      await ana.storage.write(draftKey(contact), longer);
      return response;
    };
    await send();
    expect(await draftOf(contact)).toEqual(longer);
  });

  it("is not sent by another agent", async () => {
    await send(createAuthor("kwame"));
    expect(sent).toEqual([]);
    expect(await draftOf(contact)).toEqual(draft);
  });

  it("is not sent once its agent has left", async () => {
    await leave(other);
    const undo = new AbortController();
    deliver = (response) => {
      undo.abort();
      return response;
    };
    await sendLeftDrafts(ana, undo.signal);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["in a browser without locks, where open frames are unknown", {}],
    ["if storage is blocked", { locks: { request: () => Promise.reject(new Error("denied")) } }],
  ])("waits %s", async (_, navigator) => {
    vi.stubGlobal("navigator", navigator);
    claim()();
    await send();
    expect(sent).toEqual([]);
  });
});
