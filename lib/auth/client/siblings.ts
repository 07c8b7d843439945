/** What frames of this app, one for each contact, tell each other of signing in. */
type Tiding = "signed-in" | "signed-out" | "silent-failed";

export interface Siblings {
  tell(tiding: Tiding): void;
  /** Listens to the others; returns the undo. */
  listen(): () => void;
  /**
   * Runs while no sibling runs. With `steal`, takes the turn from whoever has it: their `alone` rejects
   * with an `AbortError`, as does one whose `signal` is aborted while it waits.
   */
  alone<Result>(options: LockOptions, run: () => Promise<Result>): Promise<Result>;
}

const name = "sign-in";

/** `handlers` are called for what other frames of the same workspace tell. */
export function createSiblings(handlers: {
  onSignedIn(): void;
  onSignedOut(): void;
  onSilentFailed(): void;
}): Siblings {
  let channel: BroadcastChannel | null = null;
  const byTiding: Record<Tiding, () => void> = {
    "signed-in": handlers.onSignedIn,
    "signed-out": handlers.onSignedOut,
    "silent-failed": handlers.onSilentFailed,
  };

  return {
    tell: (tiding) => channel?.postMessage(tiding),

    listen() {
      const opened = new BroadcastChannel(name);
      opened.onmessage = ({ data }: MessageEvent<Tiding>) => byTiding[data]?.();
      channel = opened;
      return () => {
        opened.close();
        if (channel === opened) channel = null;
      };
    },

    async alone(options, run) {
      // Absent in old browsers, refused where storage is blocked: then each frame is on its own.
      const usable = await navigator.locks?.query().catch(() => null);
      return usable ? navigator.locks.request(name, options, run) : run();
    },
  };
}
