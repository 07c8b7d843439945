"use client";

import { useEffect, useMemo, useState } from "react";
import { useAgentStorage, useSignedInAgent, useSignIn } from "@/lib/auth/client";
import { useAppLifecycle } from "@/lib/connect";
import { type Author, createNoteStore, initialState } from "@/lib/customers/client/note-store";
import { useWhenReachable } from "@/lib/customers/client/use-when-reachable";

/** ms after the last key until the note is saved. */
const pause = 1_500;

/** The signed-in agent as the author of notes. */
export function useAuthor(): Author {
  const { fetch } = useSignIn();
  const { id } = useSignedInAgent();
  const storage = useAgentStorage();
  return useMemo(() => ({ id, fetch, storage }), [id, fetch, storage]);
}

/**
 * The signed-in agent's note on a contact. It is saved after a pause in typing, when the app comes to the front or goes
 * to the background, when it is closed (the workspace waits for that), and when the page disappears without warning. A
 * failed save is retried when the network or the session is back.
 */
export function useNote(contactId: string) {
  const author = useAuthor();
  const [state, setState] = useState(initialState);
  const [note] = useState(() => createNoteStore(contactId, author, setState));

  useWhenReachable(note.sync);
  useAppLifecycle({ onStart: note.sync, onStop: note.sync, onDestroy: note.sync });
  useEffect(() => {
    // So that the first key stroke can be stored even if the server or the session fails later.
    void author.storage.prepare();
    window.addEventListener("pagehide", note.sync);
    return () => window.removeEventListener("pagehide", note.sync);
  }, [note, author]);

  const typed = state.status === "saving" || state.status === "failed" ? state.text : null;
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(note.sync, pause);
    return () => clearTimeout(timer);
  }, [note, typed]);

  return { state, note };
}
