"use client";

import { useEffect } from "react";
import { useAgentStorage, useSignedInAgent, useSignIn, useSignInState } from "@/lib/auth/client";
import { useAppLifecycle } from "@/lib/connect";
import { sendLeftDrafts } from "@/lib/customers/client";

/**
 * Sends the agent's notes on contacts that closed before their notes were saved. Runs when the app opens or
 * comes to the front, and when the network or the session is back.
 */
export function useLeftNotes(): void {
  const { fetch } = useSignIn();
  const { id } = useSignedInAgent();
  const storage = useAgentStorage();
  const signedIn = useSignInState().status === "signed-in";
  const lifecycle = useAppLifecycle();
  const running = lifecycle.status === "connected" && lifecycle.running;

  useEffect(() => {
    if (!signedIn || !running) return;
    const undo = new AbortController();
    const send = () => void sendLeftDrafts(fetch, id, storage, undo.signal);
    send();
    window.addEventListener("online", send, { signal: undo.signal });
    return () => undo.abort();
  }, [fetch, id, storage, signedIn, running]);
}
