import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Draft } from "@/lib/customers/client/draft";
import { createNoteStore, type NoteStore } from "@/lib/customers/client/note-store";
import type { NoteServer } from "@/lib/customers/client/server";
import type { Note } from "@/lib/customers/note";

describe("a note", () => {
  /** The upstream, as far as the store sees it. */
  let upstream: Note;
  let kept: Note | null;
  let fault: "none" | "dead" | "answer-lost";
  let saves: Note[];
  let note: NoteStore;

  const server: NoteServer = {
    async load() {
      if (fault !== "none") throw new Error("dead");
      return upstream;
    },
    async save(sent) {
      saves.push(sent);
      if (fault === "dead") throw new Error("dead");
      const saved = sent.version === upstream.version;
      if (saved) upstream = { text: sent.text, version: `v${saves.length}` };
      if (fault === "answer-lost") throw new Error("lost");
      return { saved, note: upstream };
    },
  };
  /** How long the draft takes to be kept: until it is encrypted. */
  let keeping: Promise<void>;
  let locked: boolean;
  const draft: Draft = {
    mark: () => kept && "sealed",
    async read() {
      if (locked) throw new Error("no key");
      return kept;
    },
    keep(next) {
      kept = next;
      return keeping;
    },
    drop() {
      kept = null;
    },
  };

  function open(): NoteStore {
    note = createNoteStore(server, draft);
    return note;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    upstream = { text: "", version: null };
    kept = null;
    keeping = Promise.resolve();
    locked = false;
    fault = "none";
    saves = [];
  });
  afterEach(() => vi.useRealTimers());

  it("shows what was saved before", async () => {
    upstream = { text: "called twice", version: "v7" };
    expect(open().getState().status).toBe("loading");
    await note.sync();
    expect(note.getState()).toEqual({ status: "saved", text: "called twice" });
    expect(saves).toEqual([]);
  });

  it("is stored in the tab at each key, and saved once after a pause", async () => {
    await open().sync();
    note.write("wants");
    expect(kept).toEqual({ text: "wants", version: null });
    expect(note.getState().status).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(1_000);
    note.write("wants a refund");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves).toEqual([{ text: "wants a refund", version: null }]);
    expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
    expect(kept).toBeNull();
  });

  it("whose text grows while it is saved is saved again, based on the first save", async () => {
    await open().sync();
    note.write("wants");
    const done = note.sync();
    note.write("wants a refund");
    await done;
    expect(saves).toEqual([
      { text: "wants", version: null },
      { text: "wants a refund", version: "v1" },
    ]);
    expect(note.getState().status).toBe("saved");
  });

  it("that could not be saved stays in the tab, and is saved by a retry", async () => {
    await open().sync();
    fault = "dead";
    note.write("wants a refund");
    await note.sync();
    expect(note.getState()).toEqual({ status: "failed", text: "wants a refund" });

    fault = "none";
    note.close();
    await open().sync();
    expect(upstream.text).toBe("wants a refund");
    expect(note.getState().status).toBe("saved");
    expect(kept).toBeNull();
  });

  it("that was left in the tab is not overwritten until it is read", async () => {
    kept = { text: "wants a refund", version: null };
    locked = true;
    expect(open().getState().status).toBe("opening");
    note.write("x");
    await note.sync();
    expect(note.getState()).toEqual({ status: "locked", text: "" });
    note.write("x");
    expect(kept.text).toBe("wants a refund");
    expect(saves).toEqual([]);
    locked = false;
    note.retry();
    expect(note.getState().status).toBe("opening");
    await note.sync();
    expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
    expect(upstream.text).toBe("wants a refund");
  });

  it("whose draft can no longer be decrypted shows the upstream's version", async () => {
    kept = { text: "wants a refund", version: null };
    upstream = { text: "called twice", version: "v7" };
    const read = vi.spyOn(draft, "read").mockResolvedValue(null);
    await open().sync();
    expect(read).toHaveBeenCalledOnce();
    expect(note.getState()).toEqual({ status: "saved", text: "called twice" });
  });

  it("that could not be saved resolves when it is stored in the tab, and is stored again", async () => {
    await open().sync();
    fault = "dead";
    let encrypted = () => {};
    keeping = new Promise((resolve) => {
      encrypted = resolve;
    });
    note.write("wants a refund");
    kept = null;
    let done = false;
    const closing = note.sync().then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(note.getState().status).toBe("failed");
    expect(kept).toEqual({ text: "wants a refund", version: null });
    expect(done).toBe(false);
    encrypted();
    await closing;
    expect(done).toBe(true);
  });

  it("that is saved does not wait for its draft", async () => {
    await open().sync();
    keeping = new Promise(() => {});
    note.write("wants a refund");
    await note.sync();
    expect(note.getState().status).toBe("saved");
  });

  it("can be written while what was saved before cannot be loaded", async () => {
    fault = "dead";
    await open().sync();
    expect(note.getState().status).toBe("unavailable");
    note.write("wants a refund");
    fault = "none";
    await note.sync();
    expect(upstream.text).toBe("wants a refund");
  });

  it("keeps what was typed before loading finished", async () => {
    const loading = open().sync();
    note.write("wants a refund");
    await loading;
    expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
  });

  it("that is typed before loading finishes is sent at once when the page closes", async () => {
    let answer = (_: Note) => {};
    vi.spyOn(server, "load").mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    const loading = open().sync();
    note.write("wants a refund");
    const leaving = note.sync();
    expect(saves).toEqual([{ text: "wants a refund", version: null }]);
    await leaving;
    // What is old by now does not come back.
    answer({ text: "", version: null });
    await loading;
    expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
  });

  it("that is saved stays saved if its load fails late", async () => {
    let fail = (_: Error) => {};
    vi.spyOn(server, "load").mockReturnValueOnce(
      new Promise((_resolve, reject) => {
        fail = reject;
      }),
    );
    const loading = open().sync();
    note.write("wants a refund");
    await note.sync();
    fail(new Error("dead"));
    await loading;
    expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
  });

  it("that was saved although the response was lost is not a conflict", async () => {
    await open().sync();
    fault = "answer-lost";
    note.write("wants");
    await note.sync();
    expect(note.getState().status).toBe("failed");
    fault = "none";
    note.write("wants a refund");
    await note.sync();
    expect(note.getState()).toEqual({ status: "saved", text: "wants a refund" });
    expect(upstream.text).toBe("wants a refund");
  });

  it("is not saved any more once it is closed", async () => {
    await open().sync();
    note.write("wants a refund");
    note.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saves).toEqual([]);
    expect(kept).toMatchObject({ text: "wants a refund" });
  });

  describe("that someone else has changed", () => {
    beforeEach(async () => {
      await open().sync();
      note.write("mine");
      upstream = { text: "theirs", version: "other" };
      await note.sync();
    });

    it("overwrites nothing, and shows both", async () => {
      expect(note.getState()).toMatchObject({
        status: "conflict",
        text: "mine",
        theirs: { text: "theirs" },
      });
      note.write("mine, longer");
      await vi.advanceTimersByTimeAsync(10_000);
      expect(note.getState()).toMatchObject({ status: "conflict", text: "mine, longer" });
      expect(upstream.text).toBe("theirs");
      expect(kept).toMatchObject({ text: "mine, longer" });
    });

    it("is resolved with the agent's own version", async () => {
      note.resolve("mine");
      await note.sync();
      expect(upstream.text).toBe("mine");
      expect(note.getState()).toEqual({ status: "saved", text: "mine" });
    });

    it("is resolved with the other version", async () => {
      note.resolve("theirs");
      await note.sync();
      expect(upstream.text).toBe("theirs");
      expect(note.getState()).toEqual({ status: "saved", text: "theirs" });
      expect(kept).toBeNull();
    });
  });
});
