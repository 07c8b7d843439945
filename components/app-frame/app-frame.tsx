"use client";

import { AgentClient } from "@amazon-connect/contact";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ConnectionGate } from "@/components/connection/connection-gate";
import { SignInGate } from "@/components/sign-in/sign-in-gate";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SignInProvider } from "@/lib/auth/client";
import { useConnection, useConnectRequest } from "@/lib/connect";
import { type FrameStart, loadFrameStart } from "@/lib/frame-start";
import { useMessages } from "@/lib/messages/use-messages";
import { useWorkspaceSettings } from "./use-workspace-settings";

/**
 * Shows pages only to a connected, signed-in agent. The gates show all other states. The app connects while it
 * requests the session: the page comes without one, so that it is the same for every agent.
 */
export function AppFrame({ children }: { children: ReactNode }) {
  const { setLogLevel } = useConnection();
  const isReady = useWorkspaceSettings();
  const [start, setStart] = useState<FrameStart | "loading" | "failed">("loading");
  const load = useCallback(async () => {
    setStart("loading");
    const loaded = await loadFrameStart().catch(() => "failed" as const);
    if (loaded !== "failed") setLogLevel(loaded.logLevel);
    setStart(loaded);
  }, [setLogLevel]);
  useEffect(() => void load(), [load]);

  return (
    <ConnectionGate>
      <Start start={isReady ? start : "loading"} retry={load}>
        {children}
      </Start>
    </ConnectionGate>
  );
}

interface StartProps {
  start: FrameStart | "loading" | "failed";
  retry: () => void;
  children: ReactNode;
}

function Start({ start, retry, children }: StartProps) {
  const messages = useMessages();
  // The sign-in needs it next. It is requested here, so that both requests run at once.
  useConnectRequest(AgentClient, "getARN");
  if (start === "loading") return <Notice title={messages.signIn.signingIn} busy />;
  if (start === "failed") return <Failed retry={retry} />;
  return (
    <SignInProvider session={start.session} unchecked={start.unchecked} silent={start.silent}>
      <SignInGate>{children}</SignInGate>
    </SignInProvider>
  );
}

function Failed({ retry }: { retry: () => void }) {
  const { error } = useMessages();
  return (
    <Notice title={error.title}>
      <p>{error.text}</p>
      <Button onClick={retry}>{error.action}</Button>
    </Notice>
  );
}
