import type { NextRequest } from "next/server";
import { finishSignIn } from "@/lib/auth/server/sign-in";

/** The way back from the identity provider, of a window and of a hidden frame: the redirect URI. */
export function GET(request: NextRequest) {
  return finishSignIn(request);
}
