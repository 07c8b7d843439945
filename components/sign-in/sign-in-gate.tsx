"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/notice/button";
import { Notice } from "@/components/notice/notice";
import { useSignIn } from "@/lib/auth/client";

const failures: Record<string, string> = {
  "not-allowed": "Your account may not use this app. Ask your supervisor for access.",
  "identity-provider": "The sign-in service could not be reached, or refused the app.",
  "attempt-expired": "The sign-in took too long, or was begun in another window.",
  "code-expired": "The sign-in took too long.",
  "cookie-blocked":
    "This browser did not keep the app's cookie. Ask your administrator to allow it.",
  network: "The app's server could not be reached.",
};

/** Shows the app to a signed-in agent, and everyone else how to sign in. */
export function SignInGate({ children }: { children: ReactNode }) {
  const { state, open } = useSignIn();
  switch (state.status) {
    case "signed-in":
      return children;
    case "redeeming":
      return <Notice title="Signing you in…" busy />;
    case "window-open":
      return (
        <Notice title="Continue in the sign-in window">
          <p>
            A window has opened for you to sign in. This page goes on by itself when you are done.
          </p>
          <p>No window in sight? Your browser may have blocked it, or it was closed.</p>
          <Button onClick={open}>Open it again</Button>
        </Notice>
      );
    case "failed":
      return (
        <Notice title="You are not signed in">
          <p role="alert">{failures[state.reason] ?? "The sign-in did not succeed."}</p>
          <Button onClick={open}>Try again</Button>
        </Notice>
      );
    case "signed-out":
      return (
        <Notice title="Sign in to go on">
          <p>You use the account that you signed in to the agent workspace with.</p>
          <Button onClick={open}>Sign in</Button>
        </Notice>
      );
  }
}
