import type { Note } from "../note";
import type { Draft } from "./draft";
import type { NoteServer } from "./server";

/**
 * Where a note stands. `unavailable`: what was saved before could not be loaded. `unsaved`: typed, and
 * kept in the tab. `conflict`: someone else has changed the note since it was loaded.
 */
export type NoteState = { text: string } & (
  | { status: "loading" | "unavailable" | "saved" | "unsaved" | "saving" | "failed" }
  | { status: "conflict"; theirs: Note }
);

export interface NoteStore {
  getState(): NoteState;
  /** Calls `listener` after each change of state; returns the undo. */
  subscribe(listener: () => void): () => void;
  /** The agent typed: the text is kept in the tab at once, and saved after a pause. */
  write(text: string): void;
  /**
   * Loads the note, or saves what is not saved yet. Resolves when that is done or has failed, which the
   * state tells; never rejects.
   */
  sync(): Promise<void>;
  /** As `sync`, on screen at once: for a click. */
  retry(): void;
  /** Ends a conflict. */
  resolve(choice: "mine" | "theirs"): void;
  /** Nothing is saved any more that is only in the tab: its agent may have left. */
  close(): void;
}

/** ms after the last key until the note is saved. */
const pause = 1_500;

/** The note of one contact, without React. A draft that is there is not saved yet. */
export function createNoteStore(server: NoteServer, draft: Draft): NoteStore {
  const kept = draft.read();
  let dirty = kept !== null;
  let version = kept?.version ?? null;
  let state: NoteState = { status: dirty ? "unsaved" : "loading", text: kept?.text ?? "" };
  let loaded = dirty;
  /** What was sent and perhaps saved: no answer came. */
  let unanswered: string | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function enter(next: NoteState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  function adopt(note: Note): void {
    dirty = false;
    version = note.version;
    draft.drop();
    enter({ status: "saved", text: note.text });
  }

  async function load(): Promise<void> {
    const note = await server.load();
    loaded = true;
    // What the agent typed meanwhile was not written on top of it: the upstream will tell.
    if (!dirty) adopt(note);
  }

  async function save(): Promise<void> {
    const { text } = state;
    if (state.status !== "failed") enter({ status: "saving", text });
    const lost = unanswered;
    unanswered = text;
    const { saved, note } = await server.save({ text, version });
    unanswered = null;
    const ours = saved || note.text === text || note.text === lost;
    if (!ours) return enter({ status: "conflict", text: state.text, theirs: note });
    version = note.version;
    if (note.text === state.text) adopt(note);
    else draft.keep({ text: state.text, version });
  }

  async function exchange(): Promise<void> {
    try {
      if (!loaded) await load();
      while (dirty && state.status !== "conflict") await save();
    } catch {
      enter({ status: dirty ? "failed" : "unavailable", text: state.text });
    }
  }

  function sync(): Promise<void> {
    clearTimeout(timer);
    running ??= exchange().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    getState: () => state,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    write(text) {
      dirty = true;
      draft.keep({ text, version });
      const calm = state.status === "saved" || state.status === "unavailable";
      enter(calm ? { status: "unsaved", text } : { ...state, text });
      clearTimeout(timer);
      timer = setTimeout(sync, pause);
    },

    sync,

    retry() {
      enter({ status: dirty ? "saving" : "loading", text: state.text });
      void sync();
    },

    resolve(choice) {
      if (state.status !== "conflict") return;
      const { text, theirs } = state;
      if (choice === "theirs") return adopt(theirs);
      version = theirs.version;
      draft.keep({ text, version });
      enter({ status: "unsaved", text });
      void sync();
    },

    close: () => clearTimeout(timer),
  };
}
