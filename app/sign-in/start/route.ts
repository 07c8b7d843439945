import type { NextRequest } from "next/server";
import { startSignIn } from "@/lib/auth/server/sign-in";

/** The sign-in window begins here, opened by the app's own frame. */
export function GET(request: NextRequest) {
  return startSignIn(request, "document");
}
