import type { NextRequest } from "next/server";
import { dropLeftCode, saveAttempt, signIn, takeArrival, token32 } from "@/lib/auth/sign-in-routes";
import { refuseStart } from "@/lib/security/fetch-metadata";

/**
 * The sign-in window begins here, opened by the app's own frame with that frame's challenge. `choose` has
 * the identity provider ask for the account, where it would take the last agent's.
 */
export async function GET(request: NextRequest) {
  const refusal = refuseStart(request.headers, "document");
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const { searchParams } = request.nextUrl;
  const challenge = token32.safeParse(searchParams.get("challenge"));
  if (!challenge.success) return Response.json({ reason: "challenge-invalid" }, { status: 400 });

  // What an attempt that was broken off has left is not for this one.
  await takeArrival();
  await dropLeftCode();
  await saveAttempt(challenge.data);
  const prompt = searchParams.has("choose") ? { prompt: "select_account" } : undefined;
  await signIn("oidc", { redirectTo: "/sign-in/done" }, prompt);
}
