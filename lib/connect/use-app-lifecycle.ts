"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { useConnection, useConnectionState } from "./connect-app-provider";
import type { ConnectionState } from "./connection";
import type { DestroyTask } from "./destroy-tasks";

export interface LifecycleHandlers {
  /** The app came to the front. Called at once when it already is. */
  onStart?: () => void;
  /** The agent looks at something else. The app is hidden but lives on. */
  onStop?: () => void;
  /** The app is about to be removed; the workspace waits for the promise. */
  onDestroy?: DestroyTask;
}

/** The app's lifecycle: its state, and handlers that may be written inline, without memoising. */
export function useAppLifecycle(handlers: LifecycleHandlers = {}): ConnectionState {
  const connection = useConnection();
  const state = useConnectionState();
  const running = state.status === "connected" ? state.running : null;

  const wasRunning = useRef(false);

  const onRunning = useEffectEvent((isRunning: boolean) => {
    if (isRunning) handlers.onStart?.();
    else handlers.onStop?.();
  });
  const onDestroy = useEffectEvent(() => handlers.onDestroy?.());

  useEffect(() => {
    if (running === null || running === wasRunning.current) return;
    wasRunning.current = running;
    onRunning(running);
  }, [running]);
  useEffect(() => connection.addDestroyTask(() => onDestroy()), [connection]);

  return state;
}
