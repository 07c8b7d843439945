import { redirect } from "next/navigation";
import {
  auth,
  leaveCode,
  leftCodeLifetime,
  mintCode,
  signOut,
  takeAttempt,
  windowPage,
} from "@/lib/auth";

/** The agent is back from the identity provider: hands a code to the frame. */
export async function GET(request: Request) {
  const challenge = await takeAttempt();
  const arrival = (await auth())?.arrival;
  if (!challenge || !arrival) redirect("/sign-in/failed?error=attempt-expired");

  // The window's own session is of no more use, and the next agent at this desk must not find it.
  await signOut({ redirect: false });
  await leaveCode(await mintCode(arrival, challenge, leftCodeLifetime));
  return windowPage(request, {
    title: "You are signed in",
    text: "Close this window and go back to the agent workspace. If the app does not go on there, choose Finish.",
    message: { type: "sign-in:code", code: await mintCode(arrival, challenge) },
  });
}
