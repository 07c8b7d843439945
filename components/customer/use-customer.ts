"use client";

import { useEffect, useState } from "react";
import { useSignIn, useSignInState } from "@/lib/auth/client";
import { type Customer, loadCustomer } from "@/lib/customers/client";
import { useOnline } from "./use-online";

type Result = { status: "found"; customer: Customer } | { status: "unknown" };

export type CustomerState =
  | Result
  | { status: "loading" }
  | { status: "offline" }
  | { status: "session-ended" }
  | { status: "failed"; retry: () => void };

/**
 * Loads the customer with this id from the app's server. Retries when the network or the agent's session is
 * back; a customer who was found stays on screen meanwhile.
 */
export function useCustomer(id: string): CustomerState {
  const signIn = useSignIn();
  const signedIn = useSignInState().status === "signed-in";
  const online = useOnline();
  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<{ id: string; is: Result } | null>(null);
  const [failed, setFailed] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `attempt` must request again
  useEffect(() => {
    if (!online || !signedIn) return;
    const abort = new AbortController();
    setFailed(false);
    loadCustomer(signIn.fetch, id, abort.signal).then(
      (customer) =>
        setResult({ id, is: customer ? { status: "found", customer } : { status: "unknown" } }),
      () => abort.signal.aborted || setFailed(true),
    );
    return () => abort.abort();
  }, [signIn, id, online, signedIn, attempt]);

  if (result?.id === id) return result.is;
  if (!online) return { status: "offline" };
  if (!signedIn) return { status: "session-ended" };
  if (failed) return { status: "failed", retry: () => setAttempt((last) => last + 1) };
  return { status: "loading" };
}
