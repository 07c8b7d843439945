import type { NextRequest } from "next/server";
import { finishSignIn } from "@/lib/auth/server/sign-in";

/** The redirect URI: where the identity provider sends a window or a hidden frame after the sign-in. */
export function GET(request: NextRequest) {
  return finishSignIn(request);
}
