import type { NextRequest } from "next/server";
import { startSignOut } from "@/lib/auth/server/sign-out";

/** Ends the agent's session at the identity provider, in a window that the app's frame opens. */
export function GET(request: NextRequest) {
  return startSignOut(request);
}
