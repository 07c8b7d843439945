"use client";

import { useEffect, useState } from "react";
import { useSignIn, useSignInState } from "@/lib/auth/client";
import { loadCustomer } from "@/lib/customers/client/requests";
import type { Customer } from "@/lib/customers/customers";

export type CustomerState =
  | { status: "loading" | "unknown" | "offline" | "session-ended" }
  | { status: "found"; customer: Customer }
  | { status: "failed"; retry: () => void };

/**
 * Loads the customer with this id from the app's server. Retries when the network or the agent's session is
 * back; a customer who was found stays on screen meanwhile. Another `id` needs another React key.
 */
export function useCustomer(id: string): CustomerState {
  const { fetch } = useSignIn();
  const { status } = useSignInState();
  const [state, setState] = useState<CustomerState>({ status: "loading" });

  useEffect(() => {
    const undo = new AbortController();
    const { signal } = undo;
    function show(next: CustomerState) {
      if (!signal.aborted) setState((last) => (isKnown(last) && !isKnown(next) ? last : next));
    }
    async function load() {
      show({ status: "loading" });
      try {
        const customer = await loadCustomer(fetch, id);
        show(customer ? { status: "found", customer } : { status: "unknown" });
      } catch {
        show(navigator.onLine ? { status: "failed", retry: load } : { status: "offline" });
      }
    }
    if (status === "signed-in") {
      void load();
      window.addEventListener("online", load, { signal });
      window.addEventListener("offline", load, { signal });
    } else {
      // The session has not ended while nobody can check it.
      show(
        status === "unavailable" ? { status: "failed", retry: load } : { status: "session-ended" },
      );
    }
    return () => undo.abort();
  }, [fetch, id, status]);

  return state;
}

function isKnown({ status }: CustomerState): boolean {
  return status === "found" || status === "unknown";
}
