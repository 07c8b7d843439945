"use client";

import { Bar } from "@/components/ui/bar";
import { Button } from "@/components/ui/button";
import { type SignInState, useSignIn } from "@/lib/auth/client";
import type { Messages } from "@/lib/messages";
import { useMessages } from "@/lib/messages/use-messages";
import { OpenWindow, SignInLink } from "./sign-in-notice";

/** A bar above an app whose session has ended, or cannot be checked. The page below keeps what the agent typed. */
export function SessionEnded({ state }: { state: SignInState }) {
  const { signIn, request } = useMessages();
  const { finish, renew } = useSignIn();
  if (state.status === "silent") return null;
  if (state.status === "unavailable") {
    return (
      <Bar text={signIn.failures["session-store-down"]}>
        <Button onClick={renew}>{request.tryAgain}</Button>
      </Bar>
    );
  }
  return (
    <Bar text={textOf(state, signIn)}>
      {state.status === "window" && state.blocked && <SignInLink href={state.href} />}
      {state.status === "window" && state.finishable && (
        <Button onClick={finish}>{signIn.window.finish}</Button>
      )}
      <OpenWindow>{signIn.ended.reconnect}</OpenWindow>
    </Bar>
  );
}

function textOf(state: SignInState, { ended, failures }: Messages["signIn"]): string {
  if (state.status === "failed") return failures[state.reason];
  return state.status === "elsewhere" ? ended.elsewhere : ended.text;
}
