"use client";

import { useEffect } from "react";
import { useSignInState } from "@/lib/auth/client";

/**
 * Calls `run` now, and again when the network or the agent's session has changed. Waits while there is no session, and
 * returns whether there is one. `run` must be stable.
 */
export function useWhenReachable(run: () => void): boolean {
  const { status } = useSignInState();
  // While the server cannot check the session, it has not ended.
  const hasSession = status === "signed-in" || status === "unavailable";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the status must call `run` again
  useEffect(() => {
    if (!hasSession) return;
    run();
    window.addEventListener("online", run);
    window.addEventListener("offline", run);
    return () => {
      window.removeEventListener("online", run);
      window.removeEventListener("offline", run);
    };
  }, [run, hasSession, status]);
  return hasSession;
}
