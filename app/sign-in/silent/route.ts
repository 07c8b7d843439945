import type { NextRequest } from "next/server";
import { startSignIn } from "@/lib/auth/server/sign-in";

/** Starts a silent sign-in, in a hidden frame inside the app's frame. No page of it can ask the agent anything. */
export function GET(request: NextRequest) {
  return startSignIn(request, "iframe");
}
