"use client";

import { useEffect } from "react";
import { useSignInState } from "@/lib/auth/client";
import { useAppLifecycle } from "@/lib/connect";
import { sendLeftDrafts } from "@/lib/customers/client/drafts";
import { useAuthor } from "./use-note";

/**
 * Sends the agent's notes on contacts that closed before their notes were saved. Shows nothing. Runs when the app
 * opens or comes to the front, when one of `contactIds` closes, and when the network or the session is back.
 */
export function LeftNotes({ contactIds }: { contactIds?: readonly string[] }) {
  const author = useAuthor();
  const signedIn = useSignInState().status === "signed-in";
  const lifecycle = useAppLifecycle();
  const running = lifecycle.status === "connected" && lifecycle.running;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `contactIds` must send again
  useEffect(() => {
    if (!signedIn || !running) return;
    const undo = new AbortController();
    const send = () => void sendLeftDrafts(author, undo.signal);
    // Later than the cleanup of a contact that has just closed, which frees the lock on its note.
    const timer = setTimeout(send);
    window.addEventListener("online", send, { signal: undo.signal });
    return () => {
      clearTimeout(timer);
      undo.abort();
    };
  }, [author, signedIn, running, contactIds]);
  return null;
}
