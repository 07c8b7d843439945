import {
  isSignOutMessage,
  isWindowMessage,
  type SignOutMessage,
  type WindowMessage,
} from "../window-message";

/** Distinguishes this frame's windows from those of its siblings. */
const frameName = crypto.randomUUID();

/**
 * Opens a page of the sign-in in a window, or reuses the window with the same `purpose`. null means that the
 * browser returned no handle. The window may be open nevertheless.
 */
export function openWindow(path: string, purpose: string): Window | null {
  return window.open(path, `${purpose}-${frameName}`, "popup,width=520,height=680");
}

/** Resolves to the next message that a page of the sign-in posts to this frame. */
export function nextWindowMessage(signal: AbortSignal): Promise<WindowMessage> {
  return nextMessage(isWindowMessage, signal);
}

/** Resolves to the result of a sign-out everywhere, when its window returns. Never resolves if it was cut off. */
export function nextSignOutMessage(signal: AbortSignal): Promise<SignOutMessage> {
  return nextMessage(isSignOutMessage, signal);
}

function nextMessage<Message>(
  isMessage: (data: unknown) => data is Message,
  signal: AbortSignal,
): Promise<Message> {
  return new Promise((resolve) => {
    function onMessage({ origin, data }: MessageEvent): void {
      // Accept any window of this app's origin: this frame cannot redeem a code for another frame's challenge.
      if (origin === location.origin && isMessage(data)) resolve(data);
    }
    window.addEventListener("message", onMessage, { signal });
  });
}

/** Tries a silent sign-in in a hidden frame. Rejects if `signal` is aborted. */
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
    return await Promise.race([nextWindowMessage(signal), aborted]);
  } finally {
    frame.remove();
  }
}

/** Whether the identity provider's cookies reach a frame here. True if unknown: an attempt costs only seconds. */
export async function canUseThirdPartyCookies(): Promise<boolean> {
  try {
    return await document.hasStorageAccess();
  } catch {
    return true;
  }
}
