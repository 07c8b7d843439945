/** The message that a page of the sign-in, in a window or a hidden frame, posts to the app's frame. */
export type WindowMessage =
  | { type: "sign-in:code"; code: string }
  | { type: "sign-in:failed"; reason: string };

/** The message of the sign-out everywhere: its window has returned, or the provider has no sign-out. */
export type SignOutMessage = { type: "sign-out:done" } | { type: "sign-out:not-offered" };

export function isSignOutMessage(data: unknown): data is SignOutMessage {
  if (!data || typeof data !== "object" || !("type" in data)) return false;
  return data.type === "sign-out:done" || data.type === "sign-out:not-offered";
}

export function isWindowMessage(data: unknown): data is WindowMessage {
  if (!data || typeof data !== "object" || !("type" in data)) return false;
  if (data.type === "sign-in:code") return "code" in data && typeof data.code === "string";
  return data.type === "sign-in:failed" && "reason" in data && typeof data.reason === "string";
}
