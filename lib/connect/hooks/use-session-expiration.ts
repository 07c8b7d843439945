"use client";

import { SessionExpirationWarningClient } from "@amazon-connect/activity";
import { useState } from "react";
import { useConnection } from "../connect-app-provider";
import { useConnectEvent } from "./use-connect-event";

export interface SessionExpiration {
  /** When the workspace will sign the agent out, from the workspace (AWS names no unit); null without a warning. */
  expiration: number | null;
  /** The workspace tried to extend the session, and failed. */
  extensionFailed: boolean;
  /** Tells the workspace that the agent is active. It clears the warning after it has extended the session. */
  extend: () => void;
}

const calm: Omit<SessionExpiration, "extend"> = { expiration: null, extensionFailed: false };

/**
 * The workspace's warning that it is about to sign the agent out for inactivity.
 *
 * @example
 * const { expiration, extend } = useSessionExpiration();
 * if (expiration !== null) extend();
 */
export function useSessionExpiration(): SessionExpiration {
  const { sendActivity } = useConnection();
  const [state, setState] = useState(calm);

  useConnectEvent(SessionExpirationWarningClient, "ExpirationWarning", ({ expiration }) =>
    setState({ expiration, extensionFailed: false }),
  );
  useConnectEvent(SessionExpirationWarningClient, "ExpirationWarningCleared", () => setState(calm));
  useConnectEvent(SessionExpirationWarningClient, "SessionExtensionError", () =>
    setState((last) => ({ ...last, extensionFailed: true })),
  );

  return { ...state, extend: sendActivity };
}
