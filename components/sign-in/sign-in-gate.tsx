"use client";

import { AgentClient } from "@amazon-connect/contact";
import { useRouter } from "next/navigation";
import { Fragment, type ReactNode, startTransition, useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { type SignInState, useSignIn, useSignInState } from "@/lib/auth/client";
import { useAppLifecycle, useConnectRequest } from "@/lib/connect";
import { useMessages } from "@/lib/messages/use-messages";
import { SessionEnded } from "./session-ended";
import { SignInNotice } from "./sign-in-notice";

/**
 * Shows the app to a signed-in agent, and the sign-in to everyone else. If the session ends later, the app
 * stays on screen, under a bar that renews the session.
 */
export function SignInGate({ children }: { children: ReactNode }) {
  const { signIn } = useMessages();
  const state = useSignInState();
  const renderedFor = useRenderedFor(state);
  useSignInAtDesk(state);
  if (!state.session || state.status === "starting") return <SignInNotice state={state} />;
  return (
    <>
      {state.status !== "signed-in" && <SessionEnded state={state} />}
      {renderedFor === state.session.agent.id ? (
        // Another agent starts with a clean page.
        <Fragment key={renderedFor}>{children}</Fragment>
      ) : (
        <Notice title={signIn.signingIn} busy />
      )}
    </>
  );
}

/** Whether the build rendered this document, so it shows nothing of an agent: its scripts have no nonce. */
function isPrerendered(): boolean {
  return document.querySelector("script[nonce]") === null;
}

/**
 * The id of the agent for whom the server rendered what is on the page, or null. When another agent signs in, it
 * requests the page again, and changes when the new page is there.
 */
function useRenderedFor({ status, session }: SignInState): string | null {
  const router = useRouter();
  const signIn = useSignIn();
  const [renderedFor, setRenderedFor] = useState(signIn.renderedFor);
  const agentId = status === "signed-in" ? session?.agent.id : undefined;
  useEffect(() => {
    if (agentId === undefined || agentId === renderedFor) return;
    startTransition(() => {
      // A page of the build is for everyone, until the app has shown another page to an agent.
      if (renderedFor !== null || !isPrerendered()) router.refresh();
      setRenderedFor(agentId);
    });
  }, [router, agentId, renderedFor]);
  return renderedFor;
}

/**
 * ms that an agent without a session waits for the workspace to name the agent at the desk. An existing
 * session may be another agent's, so it waits as long as the SDK does, 30 s.
 */
const deskTimeout = 2_000;
/** ms between two renewals of the session while the app is in front. */
const renewInterval = 5 * 60_000;

/** The same while the server cannot check the session. */
const retryInterval = 10_000;

/** Starts the sign-in once the agent at the desk is known, and renews the session while the app is in front. */
function useSignInAtDesk({ status }: SignInState): void {
  const signIn = useSignIn();
  const arn = useConnectRequest(AgentClient, "getARN");
  const [late, setLate] = useState(false);
  const settled = late || arn.status !== "loading";
  const desk = arn.status === "ready" && typeof arn.data === "string" ? arn.data : null;

  useEffect(() => {
    if (signIn.getState().session) return;
    const timer = setTimeout(() => setLate(true), deskTimeout);
    return () => clearTimeout(timer);
  }, [signIn]);
  useEffect(() => signIn.setDesk(desk), [signIn, desk]);
  useEffect(() => {
    if (settled) return signIn.begin();
  }, [signIn, settled]);

  const lifecycle = useAppLifecycle({ onStart: () => void signIn.renew() });
  const running = lifecycle.status === "connected" && lifecycle.running;
  const interval = status === "unavailable" ? retryInterval : renewInterval;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => document.hidden || signIn.renew(), interval);
    return () => clearInterval(timer);
  }, [signIn, running, interval]);
}
