import type { NextRequest } from "next/server";
import { saveAttempt, signIn, takeArrival, token32 } from "@/lib/auth/sign-in-routes";
import { refuseStart } from "@/lib/security/fetch-metadata";

/** The silent sign-in begins here, in a hidden frame inside the app's own: no page may need the agent. */
export async function GET(request: NextRequest) {
  const refusal = refuseStart(request.headers, "iframe");
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const challenge = token32.safeParse(request.nextUrl.searchParams.get("challenge"));
  if (!challenge.success) return Response.json({ reason: "challenge-invalid" }, { status: 400 });

  await takeArrival();
  await saveAttempt(challenge.data);
  await signIn("oidc", { redirectTo: "/sign-in/silent/done" }, { prompt: "none" });
}
