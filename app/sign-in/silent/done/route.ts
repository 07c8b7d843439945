import { redirect } from "next/navigation";
import { mintCode, takeArrival, takeAttempt, windowPage } from "@/lib/auth/sign-in-routes";
import { messages } from "@/lib/messages";

/** As the window's `done`, in the silent frame: its parent is there for sure, so no code is left behind. */
export async function GET(request: Request) {
  const challenge = await takeAttempt();
  const arrival = await takeArrival();
  if (!challenge || !arrival) redirect("/sign-in/failed?error=attempt-expired");

  return windowPage(request, {
    ...messages.signIn.pages.signedIn,
    message: { type: "sign-in:code", code: await mintCode(arrival, challenge) },
    closes: "told",
  });
}
