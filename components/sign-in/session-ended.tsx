"use client";

import { Bar } from "@/components/ui/bar";
import { Button } from "@/components/ui/button";
import { type SignInState, useSignIn } from "@/lib/auth/client";
import { messages } from "@/lib/messages";
import { OpenWindow, SignInLink } from "./sign-in-notice";

/** A bar above an app whose session has ended, or cannot be checked. The page below keeps what the agent typed. */
export function SessionEnded({ state }: { state: SignInState }) {
  const { finish, renew } = useSignIn();
  if (state.status === "silent") return null;
  if (state.status === "unavailable") {
    return (
      <Bar text={messages.signIn.unavailable.text}>
        <Button onClick={renew}>{messages.signIn.unavailable.tryAgain}</Button>
      </Bar>
    );
  }
  return (
    <Bar text={textOf(state)}>
      {state.status === "window" && state.blocked && <SignInLink href={state.href} />}
      {state.status === "window" && state.finishable && (
        <Button onClick={finish}>{messages.signIn.window.finish}</Button>
      )}
      <OpenWindow>{messages.signIn.ended.reconnect}</OpenWindow>
    </Bar>
  );
}

function textOf(state: SignInState): string {
  const { ended, failures } = messages.signIn;
  if (state.status === "failed") return failures[state.reason];
  return state.status === "elsewhere" ? ended.elsewhere : ended.text;
}
