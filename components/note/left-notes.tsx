"use client";

import { useCallback } from "react";
import { useAppLifecycle } from "@/lib/connect";
import { sendLeftNotes } from "@/lib/customers/client/note-store";
import { useWhenReachable } from "@/lib/customers/client/use-when-reachable";
import { useAuthor } from "./use-note";

const none: readonly string[] = [];

/**
 * Saves the agent's notes that were left in this tab, except of the contacts that are open here: when the app opens or
 * comes to the front, when a contact closes, and when the network or the session is back. Shows nothing.
 */
export function LeftNotes({ except = none }: { except?: readonly string[] }) {
  const author = useAuthor();
  const lifecycle = useAppLifecycle();
  const running = lifecycle.status === "connected" && lifecycle.running;
  const send = useCallback(() => {
    if (running) void sendLeftNotes(author, except);
  }, [author, except, running]);
  useWhenReachable(send);
  return null;
}
