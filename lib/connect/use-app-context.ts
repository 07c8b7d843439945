"use client";

import { useConnectionState } from "./connect-app-provider";
import type { ConnectContext } from "./connection";
import { ConnectAppError } from "./errors";

/**
 * What the workspace told this frame: instance id, configuration, scope, launch parameters, region.
 * Throws `not-connected` before the app is created: use it inside `<ConnectionGate>`.
 */
export function useAppContext(): ConnectContext {
  const state = useConnectionState();
  if ("context" in state && state.context) return state.context;
  throw new ConnectAppError(
    "not-connected",
    "useAppContext needs a connected app: use it inside <ConnectionGate>.",
  );
}

/** The app's registration as the workspace has it: name, access URL, permissions, sandbox. */
export function useAppConfig(): ConnectContext["config"] {
  return useAppContext().config;
}

/** The id of the contact that this frame was opened for, or null on the idle desk. */
export function useContactScope(): string | null {
  const { scope } = useAppContext();
  return scope?.type === "contact" ? scope.contactId : null;
}
