import type { NextRequest } from "next/server";
import { startSignIn } from "@/lib/auth/server/sign-in";

/** Starts a sign-in in a window that the app's frame opens. */
export function GET(request: NextRequest) {
  return startSignIn(request, "document");
}
