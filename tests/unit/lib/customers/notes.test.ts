// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAgentStorage } from "@/lib/auth/client/agent-storage";
import { createNoteStore, type NoteState, sendLeftNotes } from "@/lib/customers/client/note-store";
import type { Note } from "@/lib/customers/note";

const [contact, other] = ["contact-1", "contact-2"];
const empty: Note = { text: "", revision: 0 };
const keys = [btoa("k".repeat(32))];

/** The notes of the app's server by contact, what it was sent, and what happens to its responses. */
let notes: Record<string, Note>;
let sent: object[];
let deliver: (response: Response, contactId: string) => Response | Promise<Response>;

async function fetch(path: string, { body }: RequestInit = {}): Promise<Response> {
  const contactId = path.slice("/api/notes/".length);
  const current = notes[contactId] ?? empty;
  if (!body) return deliver(Response.json(current), contactId);
  const note = JSON.parse(String(body));
  sent.push(note);
  const isCurrent = note.revision === current.revision;
  if (isCurrent) notes[contactId] = { text: note.text, revision: current.revision + 1 };
  const status = isCurrent || note.text === current.text ? 200 : 409;
  return deliver(Response.json(notes[contactId], { status }), contactId);
}

const lost = () => Promise.reject(new TypeError("Failed to fetch"));
const storage = createAgentStorage("ana", async () => Response.json({ agentId: "ana", keys }));
const ana = { id: "ana", fetch, storage };
const draftOf = (contactId: string) => storage.read(`note:${contactId}`);

beforeEach(() => {
  [notes, sent, deliver] = [{}, [], (response) => response];
});
afterEach(() => sessionStorage.clear());

describe("a note", () => {
  let state: NoteState;

  async function open() {
    const note = createNoteStore(contact, ana, (next) => {
      state = next;
    });
    await note.sync();
    return note;
  }

  it("is stored in the tab at each key, until it is saved", async () => {
    const note = await open();
    note.write("wants a refund");
    await vi.waitFor(async () => {
      expect(await draftOf(contact)).toEqual({ text: "wants a refund", revision: 0 });
    });
    await note.sync();
    expect(state).toEqual({ status: "saved", text: "wants a refund" });
    expect(await draftOf(contact)).toBeNull();
  });

  it("that is retried while its text is being stored is sent again", async () => {
    let finishStoring = () => {};
    const slow = {
      ...storage,
      write: () => new Promise<void>((resolve) => (finishStoring = resolve)),
    };
    const note = createNoteStore(contact, { ...ana, storage: slow }, (next) => {
      state = next;
    });
    await note.sync();
    deliver = lost;
    note.write("wants a refund");
    const first = note.sync();
    await vi.waitFor(() => expect(state.status).toBe("failed"));
    deliver = (response) => response;
    note.retry();
    finishStoring();
    await first;
    expect(state).toEqual({ status: "saved", text: "wants a refund" });
  });

  it("whose text grows while it is saved is saved again, based on the first save", async () => {
    const note = await open();
    note.write("wants");
    const done = note.sync();
    note.write("wants a refund");
    await done;
    expect(sent).toEqual([
      { text: "wants", revision: 0, author: "ana" },
      { text: "wants a refund", revision: 1, author: "ana" },
    ]);
    expect(state.status).toBe("saved");
  });

  it("whose draft can no longer be decrypted shows the upstream's text", async () => {
    sessionStorage.setItem(`ana:note:${contact}`, "damaged");
    notes[contact] = { text: "called twice", revision: 7 };
    await open();
    expect(state).toEqual({ status: "saved", text: "called twice" });
  });

  it("that could not be saved waits until it is stored in the tab again", async () => {
    const note = await open();
    note.write("wants a refund");
    deliver = lost;
    let stored = () => {};
    vi.spyOn(storage, "write").mockReturnValue(
      new Promise((resolve) => {
        stored = resolve;
      }),
    );
    const closed = vi.fn();
    const closing = note.sync().then(closed);
    await vi.waitFor(() => expect(state.status).toBe("failed"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).not.toHaveBeenCalled();
    stored();
    await closing;
  });

  it("that was saved although the response was lost is not a conflict", async () => {
    const note = await open();
    deliver = lost;
    for (const text of ["wants", "wants a", "wants a refund"]) {
      note.write(text);
      await note.sync();
      expect(state).toEqual({ status: "failed", text });
    }
    deliver = (response) => response;
    note.retry();
    expect(state.status).toBe("saving");
    await note.sync();
    expect(state).toEqual({ status: "saved", text: "wants a refund" });
    expect(notes[contact]?.text).toBe("wants a refund");
  });

  it.each(["mine", "theirs"] as const)(
    "that someone else has changed is not overwritten until the agent chooses %s",
    async (choice) => {
      const note = await open();
      // Saved here once, and then again by someone else: that is not this app's own.
      note.write("theirs");
      await note.sync();
      note.write("mine");
      const theirs = { text: "theirs", revision: 3 };
      notes[contact] = theirs;
      await note.sync();
      note.write("mine, longer");
      expect(state.status).toBe("conflict");
      await note.sync();
      expect(state).toEqual({ status: "conflict", text: "mine, longer", theirs });
      expect(notes[contact]).toEqual(theirs);

      note.resolve(choice);
      await note.sync();
      const text = choice === "mine" ? "mine, longer" : "theirs";
      expect(state).toEqual({ status: "saved", text });
      expect(notes[contact]?.text).toBe(text);
      expect(await draftOf(contact)).toBeNull();
    },
  );
});

describe("a note that was left in the tab", () => {
  const draft: Note = { text: "wants a refund", revision: 0 };
  const send = (except: string[] = []) => sendLeftNotes(ana, except);

  beforeEach(async () => {
    await storage.write(`note:${contact}`, draft);
    await storage.write(`note:${other}`, draft);
  });

  it.each([
    ["fails", () => Response.json({ reason: "upstream-failed" }, { status: 502 })],
    ["never arrives", lost],
  ])("stays there when its save %s, and does not hold up the next", async (_, fault) => {
    deliver = (response, contactId) => (contactId === contact ? fault() : response);
    await send();
    expect([await draftOf(contact), await draftOf(other)]).toEqual([draft, null]);
    // The upstream has it already, and says so.
    deliver = (response) => response;
    await send();
    expect(await draftOf(contact)).toBeNull();
  });

  it("stays there when someone else has changed the note", async () => {
    notes[contact] = { text: "theirs", revision: 1 };
    await send();
    expect([await draftOf(contact), notes[contact].text]).toEqual([draft, "theirs"]);
  });

  it("stays there when its agent types more while it is sent", async () => {
    const longer = { ...draft, text: "wants a refund, angry" };
    deliver = async (response) => {
      await storage.write(`note:${contact}`, longer);
      return response;
    };
    await send([other]);
    expect(await draftOf(contact)).toEqual(longer);
  });

  it("is not sent from an app in which its contact is open", async () => {
    await send([contact, other]);
    expect(sent).toEqual([]);
  });
});
