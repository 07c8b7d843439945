import {
  isSignOutMessage,
  isWindowMessage,
  type SignOutMessage,
  type WindowMessage,
} from "../window-message";

/** Keeps this frame's windows apart from those of its siblings. */
const frameName = crypto.randomUUID();

/**
 * Opens a page of the sign-in in a window; one with the same `purpose` is used again. null tells only that
 * the browser gave no handle to it.
 */
export function openWindow(path: string, purpose: string): Window | null {
  return window.open(path, `${purpose}-${frameName}`, "popup,width=520,height=680");
}

/** The next message that a page of the sign-in posts to this frame. */
export function windowAnswer(signal: AbortSignal): Promise<WindowMessage> {
  return nextMessage(isWindowMessage, signal);
}

/** How a sign-out everywhere went, once its window is back. One that has been cut off never tells. */
export function signOutAnswer(signal: AbortSignal): Promise<SignOutMessage> {
  return nextMessage(isSignOutMessage, signal);
}

function nextMessage<Message>(
  isMessage: (data: unknown) => data is Message,
  signal: AbortSignal,
): Promise<Message> {
  return new Promise((resolve) => {
    function onMessage({ origin, data }: MessageEvent): void {
      // A page of this app's own origin. Which window it is in does not matter: a code that was not
      // made for this frame's challenge does not open anything.
      if (origin === location.origin && isMessage(data)) resolve(data);
    }
    window.addEventListener("message", onMessage, { signal });
  });
}

/** Asks the identity provider from a hidden frame. Rejects when `signal` is aborted. */
export async function runSilentFrame(
  challenge: string,
  signal: AbortSignal,
): Promise<WindowMessage> {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "Signing in";
  frame.src = `/sign-in/silent?challenge=${challenge}`;
  signal.throwIfAborted();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    document.body.append(frame);
    return await Promise.race([windowAnswer(signal), aborted]);
  } finally {
    frame.remove();
  }
}

/** Whether the identity provider's cookies reach a frame here. Where it cannot be told, yes: trying costs seconds. */
export async function canUseThirdPartyCookies(): Promise<boolean> {
  try {
    return await document.hasStorageAccess();
  } catch {
    return true;
  }
}
