/** What a page of the sign-in, in a window or a hidden frame, posts to the app's frame. */
export type WindowMessage =
  | { type: "sign-in:code"; code: string }
  | { type: "sign-in:failed"; reason: string };

export function isWindowMessage(data: unknown): data is WindowMessage {
  if (!data || typeof data !== "object" || !("type" in data)) return false;
  if (data.type === "sign-in:code") return "code" in data && typeof data.code === "string";
  return data.type === "sign-in:failed" && "reason" in data && typeof data.reason === "string";
}
