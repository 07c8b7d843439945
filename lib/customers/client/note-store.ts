import type { Note } from "../note";
import { type Author, draftKey } from "./drafts";
import { loadNote, saveNote } from "./requests";

/**
 * The state of a note. `opening`: the draft in the tab is being decrypted; `locked`: that failed. Meanwhile
 * nothing can overwrite the draft. `unavailable`: the saved note could not be loaded. `saving`: stored in the
 * tab, and not yet at the upstream. `conflict`: someone else has changed the note since it was loaded.
 */
export type NoteState = { text: string } & (
  | { status: "opening" | "locked" | "loading" | "unavailable" | "saved" | "saving" | "failed" }
  | { status: "conflict"; theirs: Note }
);

export type NoteStore = ReturnType<typeof createNoteStore>;

/** The note of one contact, without React. */
export function createNoteStore(contactId: string, { id: author, fetch, storage }: Author) {
  const key = draftKey(contactId);
  let state: NoteState = { status: storage.sealed(key) === null ? "loading" : "opening", text: "" };
  let version: string | null = null;
  /** Text that was sent and perhaps saved: no response arrived. */
  let unanswered: string | null = null;
  let stored: Promise<void> | null = null;
  let running: Promise<void> | null = null;
  const listeners = new Set<() => void>();

  function is(...statuses: NoteState["status"][]): boolean {
    return statuses.includes(state.status);
  }

  function enter(next: NoteState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function store(): void {
    stored = storage.write(key, { text: state.text, version });
  }

  function adopt(note: Note): void {
    version = note.version;
    storage.remove(key);
    enter({ status: "saved", text: note.text });
  }

  /** Sends what is typed, once at a time, until the upstream has all of it. */
  function save(): Promise<void> {
    running ??= sendTyped().finally(() => {
      running = null;
    });
    return running;
  }

  async function sendTyped(): Promise<void> {
    try {
      while (is("saving", "failed")) {
        const { text } = state;
        const ours = [text, unanswered];
        unanswered = text;
        const note = await saveNote(fetch, contactId, { text, version, author });
        unanswered = null;
        if (!ours.includes(note.text)) {
          return enter({ status: "conflict", text: state.text, theirs: note });
        }
        version = note.version;
        if (note.text === state.text) adopt(note);
        else store();
      }
    } catch {
      enter({ status: "failed", text: state.text });
      // Again: there may have been no key for it.
      store();
    }
  }

  /**
   * Reads the draft or loads the note, and saves typed text. Resolves when that is done, or when it failed and the
   * text is stored in the tab; the state says which. Never rejects.
   */
  async function sync(): Promise<void> {
    try {
      if (is("opening", "locked")) {
        const draft = (await storage.read(key)) as Note | null;
        if (is("opening", "locked")) {
          version = draft?.version ?? null;
          enter({ status: draft ? "saving" : "loading", text: draft?.text ?? "" });
        }
      }
      if (is("loading", "unavailable")) {
        const note = await loadNote(fetch, contactId);
        if (is("loading", "unavailable")) adopt(note);
      }
    } catch {
      if (is("opening")) enter({ status: "locked", text: "" });
      if (is("loading")) enter({ status: "unavailable", text: "" });
    }
    // What the agent types meanwhile wins, and does not wait for loading: the page may be about to close.
    await save();
    if (is("saving", "failed", "conflict")) await stored;
  }

  return {
    getState: () => state,

    /** Calls `listener` after each change of state; returns the unsubscribe function. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Takes typed text and stores it in the tab at once. */
    write(text: string): void {
      if (is("opening", "locked")) return;
      enter(is("failed", "conflict") ? { ...state, text } : { status: "saving", text });
      store();
    },

    sync,

    /** Like `sync`, but shown on screen at once: for a click. */
    retry(): void {
      const status = is("locked") ? "opening" : is("unavailable") ? "loading" : "saving";
      enter({ status, text: state.text });
      void sync();
    },

    /** Resolves a conflict. */
    resolve(choice: "mine" | "theirs"): void {
      if (state.status !== "conflict") return;
      const { text, theirs } = state;
      if (choice === "theirs") {
        adopt(theirs);
      } else {
        version = theirs.version;
        enter({ status: "saving", text });
        store();
        void sync();
      }
    },
  };
}
