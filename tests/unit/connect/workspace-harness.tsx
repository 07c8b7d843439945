import type { AppHostInitMessage } from "@amazon-connect/workspace-types";
import { type RenderResult, render } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { onTestFinished, vi } from "vitest";
import { Workspace, type WorkspaceOptions } from "@/simulator/host/workspace";
import { registration } from "@/simulator/registration";

export type ConnectModule = typeof import("@/lib/connect");

export interface Harness {
  workspace: Workspace;
  /** The app's instance in the workspace. */
  instanceId: string;
  contactId: string;
  /** A fresh copy of the module and of the SDK: one document's worth. */
  connect: ConnectModule;
  /** How many handshakes the app has sent. */
  handshakes(): number;
  render(app: ReactNode): RenderResult;
}

/**
 * Frames this test's document in the simulated workspace: the document's parent is one whose
 * `postMessage` hands the SDK's port to the engine (jsdom drops transferred ports). The SDK is the real
 * one, and fresh for each test.
 */
export async function frameApp(options: Partial<WorkspaceOptions> = {}): Promise<Harness> {
  vi.resetModules();
  const workspace = new Workspace({
    agent: { arn: "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a", name: "Ana" },
    apps: [registration("http://localhost:3000/")],
    healthCheckInterval: 0,
    ...options,
  });
  const contactId = workspace.offerContact({
    channel: { type: "voice", subtype: "connect:Telephony" },
    customer: "Sam",
    attributes: { orderId: "42", language: "pt" },
  });
  workspace.acceptContact(contactId);
  const instanceId = workspace.openApp();

  let handshakes = 0;
  const parent = {
    postMessage(message: AppHostInitMessage, _target: string, [port]: MessagePort[]) {
      handshakes += 1;
      if (port) workspace.connect(instanceId, message, port);
    },
  };
  vi.spyOn(window, "parent", "get").mockReturnValue(parent as unknown as Window);
  onTestFinished(() => void workspace.closeApp(instanceId));

  return {
    workspace,
    instanceId,
    contactId,
    connect: await import("@/lib/connect"),
    handshakes: () => handshakes,
    render: (app) => render(<StrictMode>{app}</StrictMode>),
  };
}

/** Has the SDK find the workspace healthy or not, as three health checks would. */
export async function setHealth(healthy: boolean): Promise<void> {
  const { AmazonConnectApp } = await import("@amazon-connect/app");
  const { healthCheck } = AmazonConnectApp.default.getProxy() as unknown as {
    healthCheck: { setUnhealthy(): void; setHealthy(result: object): void };
  };
  // It misses the interval that these tests leave out, and says so.
  vi.spyOn(console, "error").mockImplementation(() => {});
  if (healthy) healthCheck.setHealthy({ time: 1, counter: 1 });
  else healthCheck.setUnhealthy();
}

/** The messages of a type that went one way, oldest first. */
export function messages(workspace: Workspace, direction: "up" | "down", type: string) {
  return workspace
    .getSnapshot()
    .log.flatMap((entry) =>
      entry.direction === direction && entry.message.type === type ? [entry.message] : [],
    );
}
