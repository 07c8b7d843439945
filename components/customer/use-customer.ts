"use client";

import { useCallback, useState } from "react";
import { useSignIn } from "@/lib/auth/client";
import { request } from "@/lib/customers/client/request";
import { useWhenReachable } from "@/lib/customers/client/use-when-reachable";
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
  const [state, setState] = useState<CustomerState>({ status: "loading" });

  const load = useCallback(async () => {
    const show = (next: CustomerState) =>
      setState((last) => (isKnown(last) && !isKnown(next) ? last : next));
    show({ status: "loading" });
    try {
      const path = `/api/customers/${encodeURIComponent(id)}`;
      const customer = await request<Customer | null>(fetch, path, 404);
      show(customer ? { status: "found", customer } : { status: "unknown" });
    } catch {
      show(navigator.onLine ? { status: "failed", retry: load } : { status: "offline" });
    }
  }, [fetch, id]);
  const hasSession = useWhenReachable(load);

  return hasSession || isKnown(state) ? state : { status: "session-ended" };
}

function isKnown({ status }: CustomerState): boolean {
  return status === "found" || status === "unknown";
}
