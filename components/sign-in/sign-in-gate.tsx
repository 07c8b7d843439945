"use client";

import { AgentClient } from "@amazon-connect/contact";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useRenderedFor, useSignIn, useSignInState } from "@/lib/auth/client";
import { useAppLifecycle, useConnectRequest } from "@/lib/connect";
import { messages } from "@/lib/messages";
import { SessionEnded } from "./session-ended";
import { SignInNotice } from "./sign-in-notice";

/**
 * Shows the app to a signed-in agent, and the sign-in to everyone else. If the session ends later, the app
 * stays on screen, under a bar that renews the session.
 */
export function SignInGate({ children }: { children: ReactNode }) {
  const state = useSignInState();
  useSignInAtDesk();
  if (!state.session || state.status === "starting") return <SignInNotice state={state} />;
  return (
    <>
      {state.status !== "signed-in" && <SessionEnded state={state} />}
      {/* Another agent starts with a clean page. */}
      <OwnPage key={state.session.agent.id} agentId={state.session.agent.id}>
        {children}
      </OwnPage>
    </>
  );
}

/**
 * Shows what the server rendered for this agent. If it rendered the page for nobody or for the previous
 * agent, requests the page again first.
 */
function OwnPage({ agentId, children }: { agentId: string; children: ReactNode }) {
  const router = useRouter();
  const isOwn = useRenderedFor() === agentId;
  const [wasRequested, setWasRequested] = useState(false);
  const [isRefreshing, startRefresh] = useTransition();
  const refresh = useCallback(() => {
    setWasRequested(true);
    startRefresh(() => router.refresh());
  }, [router]);
  useEffect(() => {
    if (!isOwn && !wasRequested) refresh();
  }, [isOwn, wasRequested, refresh]);

  if (isOwn) return children;
  if (!wasRequested || isRefreshing) return <Notice title={messages.signIn.signingIn} busy />;
  return (
    <Notice title={messages.error.title}>
      <p>{messages.error.text}</p>
      <Button onClick={refresh}>{messages.error.action}</Button>
    </Notice>
  );
}

/**
 * ms that an agent without a session waits for the workspace to name the agent at the desk. An existing
 * session may be another agent's, so it waits as long as the SDK does, 30 s.
 */
const deskTimeout = 2_000;
/** ms between two renewals of the session while the app is in front. */
const renewInterval = 5 * 60_000;

/** Starts the sign-in once the agent at the desk is known, and renews the session while the app is in front. */
function useSignInAtDesk(): void {
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
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => document.hidden || signIn.renew(), renewInterval);
    return () => clearInterval(timer);
  }, [signIn, running]);
}
