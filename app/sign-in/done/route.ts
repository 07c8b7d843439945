import { redirect } from "next/navigation";
import {
  leaveCode,
  leftCodeLifetime,
  mintCode,
  takeArrival,
  takeAttempt,
  windowPage,
} from "@/lib/auth/sign-in-routes";
import { messages } from "@/lib/messages";

/** The agent is back from the identity provider: hands a code to the frame. */
export async function GET(request: Request) {
  const challenge = await takeAttempt();
  const arrival = await takeArrival();
  if (!challenge || !arrival) redirect("/sign-in/failed?error=attempt-expired");

  await leaveCode(await mintCode(arrival, challenge, leftCodeLifetime));
  return windowPage(request, {
    ...messages.signIn.pages.done,
    message: { type: "sign-in:code", code: await mintCode(arrival, challenge) },
    closes: "always",
  });
}
