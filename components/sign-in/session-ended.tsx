"use client";

import { Button } from "@/components/notice/button";
import { type SignInState, signInFailures, useSignIn } from "@/lib/auth/client";
import { SignInLink } from "./sign-in-notice";

/** A bar above the app whose session has ended. The page below keeps what the agent typed. */
export function SessionEnded({ state }: { state: SignInState }) {
  const { open, finish } = useSignIn();
  if (state.status === "silent") return null;
  return (
    <div className="flex flex-wrap items-center gap-3 bg-warning p-3">
      <p role="alert" className="grow">
        {textOf(state)}
      </p>
      {state.status === "window" && state.blocked && <SignInLink href={state.href} />}
      {state.status === "window" && state.finishable && (
        <Button onClick={finish}>Finish sign-in</Button>
      )}
      <Button onClick={open}>Reconnect</Button>
    </div>
  );
}

function textOf(state: SignInState): string {
  if (state.status === "failed") return signInFailures[state.reason];
  if (state.status === "elsewhere") return "You are signing in in another tab.";
  return "Your session has ended. Nothing you typed is lost.";
}
