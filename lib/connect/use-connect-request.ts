"use client";

import { isClientTimeoutResponseError, isConnectError } from "@amazon-connect/core";
import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { ConnectAppError } from "./errors";

export type ConnectRequestState<Data> =
  | { status: "loading" }
  | { status: "ready"; data: Data }
  | { status: "failed"; error: ConnectAppError };

/**
 * Asks the workspace something. `key` names the question: another key asks again, and an answer to an
 * old one is dropped. `refetch` asks again and keeps the data on screen meanwhile.
 *
 * @example
 * const channel = useConnectRequest(contactId, () => contacts.getChannelType(contactId));
 */
export function useConnectRequest<Data>(key: string, request: () => Promise<Data>) {
  const [answer, setAnswer] = useState<{ key: string; state: ConnectRequestState<Data> } | null>(
    null,
  );
  const [round, setRound] = useState(0);
  const ask = useEffectEvent(request);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    let current = true;
    const settle = (state: ConnectRequestState<Data>) => {
      if (current) setAnswer({ key, state });
    };
    ask().then(
      (data) => settle({ status: "ready", data }),
      (cause) => settle({ status: "failed", error: requestError(cause) }),
    );
    return () => {
      current = false;
    };
  }, [key, round]);

  const refetch = useCallback(() => setRound((last) => last + 1), []);
  const state: ConnectRequestState<Data> =
    answer?.key === key ? answer.state : { status: "loading" };
  return { ...state, refetch };
}

// A request that times out (30 s, fixed in the SDK) rejects with a plain object, not with an Error.
function requestError(cause: unknown): ConnectAppError {
  if (isClientTimeoutResponseError(cause)) {
    return new ConnectAppError("request-timeout", "The workspace did not answer a request.", {
      cause,
    });
  }
  const reason = isConnectError(cause) ? cause.reason : undefined;
  return new ConnectAppError("request-failed", reason ?? "The workspace refused a request.", {
    cause,
  });
}
