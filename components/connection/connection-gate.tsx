"use client";

import type { ReactNode } from "react";
import { Bar } from "@/components/ui/bar";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type ConnectAppErrorCode, useConnectionState } from "@/lib/connect";
import type { Messages } from "@/lib/messages";
import { useMessages } from "@/lib/messages/use-messages";

/**
 * Shows the app once it is connected to the workspace, and a notice in every other state. If the connection
 * fails later, the app stays on screen, so that nothing the agent typed is lost.
 */
export function ConnectionGate({ children }: { children: ReactNode }) {
  const { connection } = useMessages();
  const { connecting, destroyed, failed, reload, tryAgain } = connection;
  const state = useConnectionState();
  switch (state.status) {
    case "connecting":
      return <Notice title={connecting} busy />;
    case "standalone":
      return <StandaloneNotice />;
    case "destroyed":
      return <Notice title={destroyed.title}>{destroyed.text}</Notice>;
    case "failed":
      if (!state.context) {
        return (
          <Notice title={failed.title}>
            <p>{textOf(state.error.code, failed)}</p>
            <Button onClick={() => location.reload()}>{tryAgain}</Button>
          </Notice>
        );
      }
  }
  // One place in the tree for the app, so that a connection that fails and recovers does not remount it.
  return (
    <>
      {state.status === "failed" && (
        <Bar text={textOf(state.error.code, failed)}>
          <Button onClick={() => location.reload()}>{reload}</Button>
        </Bar>
      )}
      {children}
    </>
  );
}

function textOf(code: ConnectAppErrorCode, failed: Messages["connection"]["failed"]): string {
  switch (code) {
    case "connect-timeout":
    case "connect-late":
    case "opaque-origin":
    case "workspace-unhealthy":
      return failed[code];
    default:
      return failed.other;
  }
}

function StandaloneNotice() {
  const { standalone } = useMessages().connection;
  return (
    <Notice title={standalone.title}>
      <p>{standalone.text}</p>
      <p>{standalone.developing}</p>
    </Notice>
  );
}
