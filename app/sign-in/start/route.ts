import type { NextRequest } from "next/server";
import { saveAttempt, signIn, token32 } from "@/lib/auth";
import { refuseStart } from "@/lib/security/fetch-metadata";

/** The sign-in window begins here, opened by the app's own frame with that frame's challenge. */
export async function GET(request: NextRequest) {
  const refusal = refuseStart(request.headers, "document");
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const challenge = token32.safeParse(request.nextUrl.searchParams.get("challenge"));
  if (!challenge.success) return Response.json({ reason: "challenge-invalid" }, { status: 400 });

  await saveAttempt(challenge.data);
  await signIn("oidc", { redirectTo: "/sign-in/done" });
}
