"use client";

import { useEffect, useEffectEvent } from "react";
import { callHandler } from "../call-handler";
import { useConnection } from "../connect-app-provider";
import type { ConnectAppError } from "../errors";

/**
 * Calls `handler` with each error that the workspace reports to the app, such as a subscription without
 * its permission. A fatal error also ends the connection: see `useConnectionState`.
 *
 * @example
 * useAppErrors((error) => console.warn(error.code, error.message, error.docsUrl));
 */
export function useAppErrors(handler: (error: ConnectAppError) => Promise<void> | void): void {
  const connection = useConnection();
  const onError = useEffectEvent(handler);
  useEffect(
    () =>
      connection.onError((error) => callHandler(connection, "useAppErrors", () => onError(error))),
    [connection],
  );
}
