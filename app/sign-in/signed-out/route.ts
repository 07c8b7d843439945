import type { NextRequest } from "next/server";
import { windowPage } from "@/lib/auth/sign-in-routes";

/** Where the identity provider sends the agent after signing out there. */
export function GET(request: NextRequest) {
  if (request.nextUrl.searchParams.get("provider") === "unknown") {
    return windowPage(request, {
      title: "You are signed out of this app",
      text: "The sign-in service could not be told, or offers no sign-out. Your session there may still be open.",
      message: null,
      closes: "never",
    });
  }
  return windowPage(request, {
    title: "You are signed out",
    text: "You can close this window.",
    message: null,
    closes: "always",
  });
}
