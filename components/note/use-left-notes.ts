"use client";

import { useEffect } from "react";
import { useAgentStorage, useSignedInAgent, useSignIn, useSignInState } from "@/lib/auth/client";
import { useAppLifecycle } from "@/lib/connect";
import { sendLeftDrafts } from "@/lib/customers/client";

/**
 * Sends the agent's notes on contacts that closed before their notes were saved. Runs when the app opens or
 * comes to the front, when one of `contactIds` closes, and when the network or the session is back.
 */
export function useLeftNotes(contactIds?: readonly string[]): void {
  const { fetch } = useSignIn();
  const { id } = useSignedInAgent();
  const storage = useAgentStorage();
  const signedIn = useSignInState().status === "signed-in";
  const lifecycle = useAppLifecycle();
  const running = lifecycle.status === "connected" && lifecycle.running;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `contactIds` must send again
  useEffect(() => {
    if (!signedIn || !running) return;
    const undo = new AbortController();
    const send = () => void sendLeftDrafts(fetch, id, storage, undo.signal);
    // Later than the cleanup of a contact that has just closed, which frees the lock on its note.
    const timer = setTimeout(send);
    window.addEventListener("online", send, { signal: undo.signal });
    return () => {
      clearTimeout(timer);
      undo.abort();
    };
  }, [fetch, id, storage, signedIn, running, contactIds]);
}
