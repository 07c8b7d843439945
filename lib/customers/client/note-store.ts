import type { Note } from "../note";
import type { Draft } from "./draft";
import type { NoteServer } from "./server";

/**
 * The state of a note. `opening`: the draft in the tab is being decrypted; `locked`: that failed. Meanwhile
 * nothing can overwrite the draft. `unavailable`: the saved note could not be loaded. `unsaved`: typed and
 * stored in the tab. `conflict`: someone else has changed the note since it was loaded.
 */
export type NoteState = { text: string } & (
  | { status: "opening" | "locked" | "loading" | "unavailable" }
  | { status: "saved" | "unsaved" | "saving" | "failed" }
  | { status: "conflict"; theirs: Note }
);

export interface NoteStore {
  getState(): NoteState;
  /** Calls `listener` after each change of state; returns the unsubscribe function. */
  subscribe(listener: () => void): () => void;
  /** Takes typed text: stores it in the tab at once, and saves it after a pause. */
  write(text: string): void;
  /**
   * Loads the note, or saves unsaved text. Resolves when that is done, or when it failed and the text is stored
   * in the tab; the state says which. Never rejects.
   */
  sync(): Promise<void>;
  /** Like `sync`, but shown on screen at once: for a click. */
  retry(): void;
  /** Resolves a conflict. */
  resolve(choice: "mine" | "theirs"): void;
  /** Stops saving what is only in the tab: its agent may have left. */
  close(): void;
}

/** ms after the last key until the note is saved. */
const pause = 1_500;

/** The note of one contact, without React. An existing draft is not saved yet. */
export function createNoteStore(server: NoteServer, draft: Draft): NoteStore {
  let unread = draft.mark() !== null;
  let dirty = false;
  let version: string | null = null;
  let state: NoteState = { status: unread ? "opening" : "loading", text: "" };
  let loaded = false;
  let kept: Promise<void> | null = null;
  /** Text that was sent and perhaps saved: no response arrived. */
  let unanswered: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function enter(next: NoteState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  function adopt(note: Note): void {
    loaded = true;
    dirty = false;
    version = note.version;
    draft.drop();
    enter({ status: "saved", text: note.text });
  }

  function keep(text: string): void {
    kept = draft.keep({ text, version });
  }

  async function open(): Promise<void> {
    const note = await draft.read();
    unread = false;
    if (!note) return enter({ status: "loading", text: "" });
    dirty = true;
    loaded = true;
    version = note.version;
    enter({ status: "unsaved", text: note.text });
  }

  async function load(): Promise<void> {
    const note = await server.load();
    // Text that the agent typed meanwhile is not based on it: the upstream will report a conflict.
    if (!dirty && !loaded) adopt(note);
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
    else keep(state.text);
  }

  const begin = joined(async () => {
    try {
      if (unread) await open();
      if (!loaded) await load();
    } catch {
      // The save reports on what was typed meanwhile.
      if (!dirty && !loaded) fail();
    }
    if (dirty) await saveTyped();
  });

  const saveTyped = joined(async () => {
    try {
      while (dirty && state.status !== "conflict") await save();
    } catch {
      fail();
    }
  });

  function fail(): void {
    enter({ status: unread ? "locked" : dirty ? "failed" : "unavailable", text: state.text });
    // Again: there may have been no key for it.
    if (dirty) keep(state.text);
  }

  function sync(): Promise<void> {
    clearTimeout(timer);
    // Typed text does not wait for loading: the page may be about to close.
    const done = dirty ? saveTyped() : begin();
    return done.then(() => (dirty ? (kept ?? undefined) : undefined));
  }

  return {
    getState: () => state,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    write(text) {
      if (unread) return;
      dirty = true;
      keep(text);
      const calm = state.status === "saved" || state.status === "unavailable";
      enter(calm ? { status: "unsaved", text } : { ...state, text });
      clearTimeout(timer);
      timer = setTimeout(sync, pause);
    },

    sync,

    retry() {
      enter({ status: unread ? "opening" : dirty ? "saving" : "loading", text: state.text });
      void sync();
    },

    resolve(choice) {
      if (state.status !== "conflict") return;
      const { text, theirs } = state;
      if (choice === "theirs") return adopt(theirs);
      version = theirs.version;
      keep(text);
      enter({ status: "unsaved", text });
      void sync();
    },

    close: () => clearTimeout(timer),
  };
}

/** Runs `run` once at a time. Callers during a run share its promise. */
function joined(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
