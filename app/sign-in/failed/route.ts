import type { NextRequest } from "next/server";
import { windowPage } from "@/lib/auth";

/** What a sign-in can fail of, by next-auth's `error` parameter or our own, and what the agent reads. */
const failures: Record<string, { reason: string; text: string }> = {
  AccessDenied: {
    reason: "not-allowed",
    text: "Your account may not use this app. Ask your supervisor for access.",
  },
  Configuration: {
    reason: "identity-provider",
    text: "The sign-in service could not be reached, or refused the app. Try again in a moment.",
  },
  "attempt-expired": {
    reason: "attempt-expired",
    text: "This sign-in took too long, or was begun in another window. Start it again from the workspace.",
  },
};
const unknown = {
  reason: "failed",
  text: "The sign-in did not succeed. Try again from the workspace.",
};

/** Where every sign-in that fails ends, in a window or in a silent frame: tells the frame why. */
export function GET(request: NextRequest) {
  const { reason, text } = failures[request.nextUrl.searchParams.get("error") ?? ""] ?? unknown;
  return windowPage(
    { title: "You are not signed in", text, message: { type: "sign-in:failed", reason } },
    { nonce: request.headers.get("x-nonce") ?? "", status: 200 },
  );
}
