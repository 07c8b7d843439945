import type { NextRequest } from "next/server";
import { startSignIn } from "@/lib/auth/server/sign-in";

/** The silent sign-in begins here, in a hidden frame inside the app's own: no page may need the agent. */
export function GET(request: NextRequest) {
  return startSignIn(request, "iframe");
}
