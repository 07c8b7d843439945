import { redirect } from "next/navigation";
import { auth, mintCode, signOut, takeAttempt, windowPage } from "@/lib/auth";

/** As the window's `done`, in the silent frame: its parent is there for sure, so no code is left behind. */
export async function GET(request: Request) {
  const challenge = await takeAttempt();
  const arrival = (await auth())?.arrival;
  if (!challenge || !arrival) redirect("/sign-in/failed?error=attempt-expired");

  await signOut({ redirect: false });
  return windowPage(request, {
    title: "You are signed in",
    text: "",
    message: { type: "sign-in:code", code: await mintCode(arrival, challenge) },
  });
}
