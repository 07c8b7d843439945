import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { auth, mintCode, signOut, takeAttempt, windowPage } from "@/lib/auth";

/** The agent is back from the identity provider: hands a code to the frame, and leaves nothing behind. */
export async function GET(request: NextRequest) {
  const challenge = await takeAttempt();
  const arrival = (await auth())?.arrival;
  if (!challenge || !arrival) redirect("/sign-in/failed?error=attempt-expired");

  // The window's own session is of no more use, and the next agent at this desk must not find it.
  await signOut({ redirect: false });
  return windowPage(
    {
      title: "You are signed in",
      text: "You can close this window and go back to the agent workspace.",
      message: { type: "sign-in:code", code: await mintCode(arrival, challenge) },
    },
    { nonce: request.headers.get("x-nonce") ?? "" },
  );
}
