"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useAgentStorage, useSignedInAgent, useSignIn, useSignInState } from "@/lib/auth/client";
import { useAppLifecycle } from "@/lib/connect";
import { agentDraft, claimDraft, createNoteStore, noteServer } from "@/lib/customers/client";

/**
 * The signed-in agent's note on a contact. It is saved after a pause in typing, when the app goes to the
 * background, when it is closed (the workspace waits for that), and when the page disappears without warning.
 * A failed save is retried when the network or the session is back.
 */
export function useNote(contactId: string) {
  const { fetch } = useSignIn();
  const agent = useSignedInAgent();
  const storage = useAgentStorage();
  const [note] = useState(() =>
    createNoteStore(noteServer(fetch, agent.id, contactId), agentDraft(storage, contactId)),
  );
  const state = useSyncExternalStore(note.subscribe, note.getState, note.getState);

  // So that the first key stroke can be stored even if the server or the session fails later.
  useEffect(() => void storage.prepare(), [storage]);
  useEffect(() => claimDraft(contactId), [contactId]);

  const signedIn = useSignInState().status === "signed-in";
  useEffect(() => {
    if (signedIn) void note.sync();
  }, [note, signedIn]);

  useAppLifecycle({ onStop: () => void note.sync(), onDestroy: note.sync });
  useEffect(() => {
    const undo = new AbortController();
    for (const event of ["pagehide", "online"]) {
      window.addEventListener(event, note.sync, { signal: undo.signal });
    }
    return () => {
      undo.abort();
      note.close();
    };
  }, [note]);

  return { state, note };
}
