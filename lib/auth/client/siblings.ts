/** The messages between the frames of this app. There is one frame for each contact. */
type Message = "signed-in" | "signed-out" | "silent-failed";

export interface Siblings {
  send(message: Message): void;
  /** Listens to the other frames. Returns the function that stops it. */
  listen(): () => void;
  /**
   * Calls `run` while no other frame runs. With `steal`, it does not wait: the other frame's `runExclusively`
   * rejects with an `AbortError`. It also rejects if its `signal` is aborted while it waits.
   */
  runExclusively<Result>(options: LockOptions, run: () => Promise<Result>): Promise<Result>;
}

const name = "sign-in";

/**
 * Connects to the other frames of the same workspace. A browser that blocks the frame's storage may also
 * refuse channels and locks, by throwing or rejecting. Then each frame works on its own.
 */
export function createSiblings(handlers: Record<Message, () => void>): Siblings {
  let channel: BroadcastChannel | null = null;

  return {
    send: (message) => channel?.postMessage(message),

    listen() {
      const opened = openChannel();
      if (!opened) return () => {};
      opened.onmessage = ({ data }: MessageEvent<Message>) => handlers[data]?.();
      channel = opened;
      return () => {
        opened.close();
        if (channel === opened) channel = null;
      };
    },

    async runExclusively(options, run) {
      let started = false;
      try {
        // Not `query()`: Firefox refuses it in a partitioned frame, where `request()` works.
        return await navigator.locks.request(name, options, () => {
          started = true;
          return run();
        });
      } catch (error) {
        if (started || options.signal?.aborted) throw error;
        return run();
      }
    },
  };
}

function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
