"use client";

import { Button } from "@/components/notice/button";
import { type SignInState, signInFailures, useSignIn } from "@/lib/auth/client";

/** A bar above the app whose session has ended. The page below keeps what the agent typed. */
export function SessionEnded({ state }: { state: SignInState }) {
  const { open, finish } = useSignIn();
  if (state.status === "silent" || state.status === "redeeming") return null;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 bg-warning p-3">
      <p className="grow">
        {state.status === "failed"
          ? signInFailures[state.reason]
          : "Your session has ended. Nothing you typed is lost."}
      </p>
      {state.status === "window" && state.finishable && (
        <Button onClick={finish}>Finish sign-in</Button>
      )}
      <Button onClick={open}>Reconnect</Button>
    </div>
  );
}
