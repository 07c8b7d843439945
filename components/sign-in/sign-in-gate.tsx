"use client";

import { AgentClient } from "@amazon-connect/contact";
import { Fragment, type ReactNode, useEffect } from "react";
import { useSignIn, useSignInState } from "@/lib/auth/client";
import { useAppLifecycle, useConnectClient, useConnectRequest } from "@/lib/connect";
import { SessionEnded } from "./session-ended";
import { SignInNotice } from "./sign-in-notice";

/**
 * Shows the app to a signed-in agent, and everyone else how to sign in. A session that ends later leaves
 * the app on screen, under a bar that renews it.
 */
export function SignInGate({ children }: { children: ReactNode }) {
  const state = useSignInState();
  useSignInAtDesk();
  if (!state.agent || state.status === "starting") return <SignInNotice state={state} />;
  return (
    <>
      {state.status !== "signed-in" && <SessionEnded state={state} />}
      {/* Another agent starts with a clean page. */}
      <Fragment key={state.agent.id}>{children}</Fragment>
    </>
  );
}

/** Begins the sign-in once the workspace has told who sits at the desk, or that it will not tell. */
function useSignInAtDesk(): void {
  const signIn = useSignIn();
  const agents = useConnectClient(AgentClient);
  const arn = useConnectRequest("desk", () => agents.getARN());
  const settled = arn.status !== "loading";
  const desk = arn.status === "ready" ? arn.data : null;

  useAppLifecycle({ onStart: () => void signIn.renew() });
  useEffect(() => {
    if (settled) return signIn.begin(desk);
  }, [signIn, settled, desk]);
}
