import type { NextRequest } from "next/server";
import { signInFailure, windowPage } from "@/lib/auth/sign-in-routes";
import { messages } from "@/lib/messages";

/** Where every sign-in that fails ends, in a window or in a silent frame: tells the app's frame why. */
export function GET(request: NextRequest) {
  const { reason, text } = signInFailure(request.nextUrl.searchParams.get("error"));
  return windowPage(request, {
    title: messages.signIn.failed.title,
    text,
    message: { type: "sign-in:failed", reason },
    closes: "told",
  });
}
