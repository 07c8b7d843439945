import type { AgentStorage, SignIn } from "@/lib/auth/client";
import type { Note } from "../note";
import { request } from "./request";

/** An agent, with what saves their notes and keeps drafts that only they can read. */
export interface Author {
  id: string;
  fetch: SignIn["fetch"];
  storage: AgentStorage;
}

/**
 * The state of a note. `locked`: there is a draft in the tab that cannot be decrypted yet, and must not be overwritten.
 * `unavailable`: the saved note could not be loaded. `saving`: stored in the tab, and not yet at the upstream.
 * `conflict`: someone else has changed the note since it was loaded.
 */
export type NoteState = { text: string } & (
  | { status: "loading" | "locked" | "unavailable" | "saved" | "saving" | "failed" }
  | { status: "conflict"; theirs: Note }
);

export type NoteStore = ReturnType<typeof createNoteStore>;

const prefix = "note:";

/** Loads the note, or saves the draft. Returns the note that the upstream has now: another one if it refuses the draft. */
function requestNote(contactId: string, { id, fetch }: Author, draft?: Note): Promise<Note> {
  const save = draft && {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...draft, author: id }),
    // The frame may close at any moment; the request then continues without it.
    keepalive: true,
  };
  return request(fetch, `/api/notes/${contactId}`, 409, save);
}

export const initialState: NoteState = { status: "loading", text: "" };

/** The note of one contact, without React. Calls `show` with each new state. */
export function createNoteStore(
  contactId: string,
  author: Author,
  show: (state: NoteState) => void,
) {
  const { storage } = author;
  const key = prefix + contactId;
  let state = initialState;
  let revision = 0;
  /** What was sent since `revision`. The upstream may have any of it: a response was lost, or another app sent it too. */
  const sent = new Set<string>();
  let stored: Promise<void> | undefined;
  let running: Promise<void> | undefined;

  function is(...statuses: NoteState["status"][]): boolean {
    return statuses.includes(state.status);
  }

  function enter(next: NoteState): void {
    state = next;
    show(state);
  }

  function store(): void {
    stored = storage.write(key, { text: state.text, revision });
  }

  function adopt(note: Note): void {
    revision = note.revision;
    sent.clear();
    storage.remove(key);
    enter({ status: "saved", text: note.text });
  }

  async function open(): Promise<void> {
    enter(initialState);
    let problem: "locked" | "unavailable" = "locked";
    try {
      const draft = (await storage.read(key)) as Note | null;
      problem = "unavailable";
      if (!draft) return adopt(await requestNote(contactId, author));
      revision = draft.revision;
      enter({ status: "saving", text: draft.text });
    } catch {
      enter({ status: problem, text: "" });
    }
  }

  async function save(): Promise<void> {
    try {
      while (is("saving", "failed")) {
        const { text } = state;
        sent.add(text);
        const note = await requestNote(contactId, author, { text, revision });
        if (!sent.has(note.text)) {
          enter({ status: "conflict", text: state.text, theirs: note });
        } else if (note.text === state.text) {
          adopt(note);
        } else {
          revision = note.revision;
          store();
        }
      }
    } catch {
      enter({ status: "failed", text: state.text });
      // Again: there may have been no key for it.
      store();
    }
  }

  async function run(): Promise<void> {
    if (is("loading", "locked", "unavailable")) await open();
    do {
      await save();
      if (is("failed", "conflict")) await stored;
      // A retry meanwhile has joined this run.
    } while (is("saving"));
  }

  /**
   * Reads the draft or loads the note, and sends what is typed until the upstream has all of it. Resolves when that is
   * done, or when it failed and the text is stored in the tab; the state says which. Never rejects.
   */
  async function sync(): Promise<void> {
    running ??= run().finally(() => {
      running = undefined;
    });
    await running;
  }

  return {
    /** Takes typed text and stores it in the tab at once. */
    write(text: string): void {
      if (is("loading", "locked")) return;
      enter(is("failed", "conflict") ? { ...state, text } : { status: "saving", text });
      store();
    },

    sync,

    /** Like `sync`, but shown on screen at once: for a click. */
    retry(): void {
      if (is("failed")) enter({ status: "saving", text: state.text });
      void sync();
    },

    /** Resolves a conflict. */
    resolve(choice: "mine" | "theirs"): void {
      if (state.status !== "conflict") return;
      const { text, theirs } = state;
      if (choice === "theirs") {
        adopt(theirs);
      } else {
        revision = theirs.revision;
        enter({ status: "saving", text });
        store();
        void sync();
      }
    },
  };
}

/**
 * Saves the notes that the agent has left in this tab: the upstream was down when their contact closed. Skips those of
 * the contacts `except`. A note stays in the tab if it cannot be saved, or if someone else has changed it.
 */
export async function sendLeftNotes(author: Author, except: readonly string[]): Promise<void> {
  const { storage } = author;
  for (const key of storage.list(prefix)) {
    const contactId = key.slice(prefix.length);
    if (except.includes(contactId)) continue;
    try {
      const sealed = storage.sealed(key);
      const draft = (await storage.read(key)) as Note | null;
      if (!draft) continue;
      const note = await requestNote(contactId, author, draft);
      // Unless the agent has typed more meanwhile, in the app of this contact.
      if (note.text === draft.text && storage.sealed(key) === sealed) storage.remove(key);
    } catch {}
  }
}
