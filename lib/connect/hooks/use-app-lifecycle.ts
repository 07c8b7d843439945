"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { callHandler } from "../call-handler";
import { useConnection, useConnectionState } from "../connect-app-provider";
import type { ConnectionState } from "../connection";
import type { DestroyTask } from "../destroy-tasks";

export interface LifecycleHandlers {
  /** The app came to the front. Called at once if it already is. */
  onStart?: () => Promise<void> | void;
  /** The agent looks at something else. The app is hidden but keeps running. */
  onStop?: () => Promise<void> | void;
  /** The app is about to be removed; the workspace waits for the promise. */
  onDestroy?: DestroyTask;
}

/**
 * The app's lifecycle: its state, and handlers. You may write handlers inline, without memoizing. Their errors are
 * logged to the workspace.
 *
 * @example
 * const save = async () => void (await fetch("/api/draft", { method: "PUT", keepalive: true }));
 * const state = useAppLifecycle({ onStop: save, onDestroy: save });
 * const inFront = state.status === "connected" && state.running;
 */
export function useAppLifecycle(handlers: LifecycleHandlers = {}): ConnectionState {
  const connection = useConnection();
  const state = useConnectionState();
  const wasRunning = useRef(false);

  const onRunning = useEffectEvent((running: boolean) => {
    const name = running ? "onStart" : "onStop";
    void callHandler(connection, name, () => handlers[name]?.());
  });
  const onDestroy = useEffectEvent(() => handlers.onDestroy?.());

  useEffect(() => {
    // Not through a render: a stop and a start may come between two.
    function look(): void {
      const now = connection.getState();
      if (now.status !== "connected" || now.running === wasRunning.current) return;
      wasRunning.current = now.running;
      onRunning(now.running);
    }
    look();
    return connection.subscribe(look);
  }, [connection]);
  useEffect(() => connection.addDestroyTask(() => onDestroy()), [connection]);

  return state;
}
