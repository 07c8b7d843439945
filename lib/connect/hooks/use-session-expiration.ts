"use client";

import { SessionExpirationWarningClient } from "@amazon-connect/activity";
import { useState } from "react";
import { useConnection } from "../connect-app-provider";
import { useConnectEvent } from "./use-connect-event";

export interface SessionExpiration {
  /** When the workspace will sign the agent out, as it says (AWS names no unit), or null while it does not warn. */
  expiration: number | null;
  /** The workspace tried to extend the session, and could not. */
  extensionFailed: boolean;
  /** Tells the workspace that the agent is there. It clears the warning when it has extended the session. */
  extend: () => void;
}

/**
 * The workspace's warning that it is about to sign the agent out for inactivity.
 *
 * @example
 * const { expiration, extend } = useSessionExpiration();
 * if (expiration !== null) extend();
 */
export function useSessionExpiration(): SessionExpiration {
  const { sendActivity } = useConnection();
  const [expiration, setExpiration] = useState<number | null>(null);
  const [extensionFailed, setExtensionFailed] = useState(false);

  useConnectEvent(SessionExpirationWarningClient, "ExpirationWarning", (warning) => {
    setExpiration(warning.expiration);
    setExtensionFailed(false);
  });
  useConnectEvent(SessionExpirationWarningClient, "ExpirationWarningCleared", () => {
    setExpiration(null);
    setExtensionFailed(false);
  });
  useConnectEvent(SessionExpirationWarningClient, "SessionExtensionError", () =>
    setExtensionFailed(true),
  );

  return { expiration, extensionFailed, extend: sendActivity };
}
