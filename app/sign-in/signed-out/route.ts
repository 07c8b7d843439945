import type { NextRequest } from "next/server";
import { windowPage } from "@/lib/auth/server/window-page";

/** Where the identity provider sends the agent after signing out there. */
export function GET(request: NextRequest) {
  if (request.nextUrl.searchParams.get("provider") === "unknown") {
    return windowPage(request, {
      texts: ({ signIn }) => signIn.pages.signedOutHere,
      message: { type: "sign-out:not-offered" },
      closes: "never",
    });
  }
  return windowPage(request, {
    texts: ({ signIn }) => signIn.pages.signedOut,
    message: { type: "sign-out:done" },
    closes: "always",
  });
}
