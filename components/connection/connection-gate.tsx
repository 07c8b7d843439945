"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/notice/button";
import { Notice } from "@/components/notice/notice";
import { type ConnectAppErrorCode, useConnectionState } from "@/lib/connect";

const failures: Partial<Record<ConnectAppErrorCode, string>> = {
  "connect-timeout": "The agent workspace did not answer in time.",
  "workspace-unhealthy": "The agent workspace has stopped answering. It may come back by itself.",
};

/**
 * Shows the app once it is connected to the workspace, and every other state in words. A connection that
 * fails later leaves the app on screen, so that nothing the agent typed is lost.
 */
export function ConnectionGate({ children }: { children: ReactNode }) {
  const state = useConnectionState();
  switch (state.status) {
    case "connecting":
      return <Notice title="Connecting to the agent workspace…" busy />;
    case "standalone":
      return <StandaloneNotice />;
    case "destroyed":
      return (
        <Notice title="This app has been closed">You can open it again from the apps menu.</Notice>
      );
    case "failed":
      if (!state.context) {
        return (
          <Notice title="Not connected">
            <p>{textOf(state.error.code)}</p>
            <Button onClick={() => location.reload()}>Try again</Button>
          </Notice>
        );
      }
  }
  // One place in the tree for the app, so that a connection that breaks and mends does not mount it anew.
  return (
    <>
      {state.status === "failed" && (
        <div className="flex flex-wrap items-center gap-3 bg-warning p-3">
          <p role="alert" className="grow">
            {textOf(state.error.code)}
          </p>
          <Button onClick={() => location.reload()}>Reload</Button>
        </div>
      )}
      {children}
    </>
  );
}

function textOf(code: ConnectAppErrorCode): string {
  return failures[code] ?? "The connection to the agent workspace broke.";
}

function StandaloneNotice() {
  return (
    <Notice title="This app runs inside the Amazon Connect agent workspace">
      <p>
        It shows an agent the contact at hand, so there is nothing to see in a window of its own.
        Open it from the apps menu of your agent workspace.
      </p>
      <p>
        Developing it? <code>npm run dev</code> prints the address of a simulated workspace.
      </p>
    </Notice>
  );
}
