"use client";

import { useSyncExternalStore } from "react";

/** Whether the browser has a network. The server may still be unreachable. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

function subscribe(listener: () => void): () => void {
  const undo = new AbortController();
  for (const event of ["online", "offline"]) {
    window.addEventListener(event, listener, { signal: undo.signal });
  }
  return () => undo.abort();
}
