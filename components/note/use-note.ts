"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useAgentStorage, useSignedInAgent, useSignIn, useSignInState } from "@/lib/auth/client";
import { useAppLifecycle } from "@/lib/connect";
import { type Author, claimDraft } from "@/lib/customers/client/drafts";
import { createNoteStore } from "@/lib/customers/client/note-store";

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
 * The signed-in agent's note on a contact. It is saved after a pause in typing, when the app goes to the
 * background, when it is closed (the workspace waits for that), and when the page disappears without warning.
 * A failed save is retried when the network or the session is back.
 */
export function useNote(contactId: string) {
  const author = useAuthor();
  const [note] = useState(() => createNoteStore(contactId, author));
  const state = useSyncExternalStore(note.subscribe, note.getState, note.getState);

  const signedIn = useSignInState().status === "signed-in";
  useEffect(() => {
    if (signedIn) void note.sync();
  }, [note, signedIn]);

  const typed = state.status === "saving" || state.status === "failed" ? state.text : null;
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(note.sync, pause);
    return () => clearTimeout(timer);
  }, [note, typed]);

  useAppLifecycle({ onStop: () => void note.sync(), onDestroy: note.sync });
  useEffect(() => {
    const undo = new AbortController();
    // So that the first key stroke can be stored even if the server or the session fails later.
    void author.storage.prepare();
    claimDraft(contactId, undo.signal);
    window.addEventListener("pagehide", note.sync, { signal: undo.signal });
    window.addEventListener("online", note.sync, { signal: undo.signal });
    return () => undo.abort();
  }, [note, author, contactId]);

  return { state, note };
}
