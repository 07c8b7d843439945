import type { AppHostInitMessage } from "@amazon-connect/workspace-types";
import { AgentRoutes, contactNamespace } from "@amazon-connect/contact";
import { act, type RenderResult, render, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { onTestFinished, vi } from "vitest";
import { type OpenOptions, Workspace, type WorkspaceOptions } from "@/simulator/host/workspace";
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
  /** Resolves when all that was sent before has arrived, either way, and nothing more was sent for it. */
  settle(): Promise<void>;
  render(app: ReactNode): RenderResult;
  /** The latest result of a hook inside the provider, under StrictMode. */
  renderHook<Result>(hook: () => Result): { result: { current: Result }; unmount: () => void };
}

export interface FrameOptions extends Partial<WorkspaceOptions> {
  /** What the app's registration grants, instead of the usual. */
  permissions?: string[];
  /** Opens the app on the idle desk, without a contact. */
  idle?: boolean;
  /** What happens in the workspace before the app is opened. */
  beforeOpening?: (workspace: Workspace) => void;
  /** How the app is launched: with parameters, a path. */
  launch?: OpenOptions;
}

/**
 * Frames this test's document in the simulated workspace: the document's parent is one whose
 * `postMessage` hands the SDK's port to the engine (jsdom drops transferred ports). The SDK is the real
 * one, and fresh for each test.
 */
export async function frameApp({
  permissions,
  idle = false,
  beforeOpening,
  launch,
  ...options
}: FrameOptions = {}): Promise<Harness> {
  vi.resetModules();
  const app = registration("http://localhost:3000/");
  const workspace = new Workspace({
    agent: { arn: "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a", name: "Ana" },
    apps: [{ ...app, permissions: permissions ?? app.permissions }],
    healthCheckInterval: 0,
    ...options,
  });
  const contactId = idle ? "" : acceptSampleContact(workspace);
  beforeOpening?.(workspace);
  const instanceId = workspace.openApp(launch);

  let handshakes = 0;
  const parent = {
    postMessage(message: AppHostInitMessage, _target: string, [port]: MessagePort[]) {
      handshakes += 1;
      if (port) workspace.connect(instanceId, message, port);
    },
  };
  vi.spyOn(window, "parent", "get").mockReturnValue(parent as unknown as Window);
  onTestFinished(() => void workspace.closeApp(instanceId));

  const connect = await import("@/lib/connect");
  const { ConnectAppProvider } = connect;
  return {
    workspace,
    instanceId,
    contactId,
    connect,
    handshakes: () => handshakes,
    async settle() {
      const { AmazonConnectApp } = await import("@amazon-connect/app");
      const proxy = AmazonConnectApp.default.getProxy();
      const sent = () => workspace.getSnapshot().log.at(-1)?.id ?? 0;
      let before: number;
      do {
        before = sent();
        // A port delivers in order: the response comes after all that was sent before it.
        await act(() => proxy.request(contactNamespace, AgentRoutes.getName).catch(() => {}));
      } while (sent() > before + 2);
    },
    render: (app) => render(<StrictMode>{app}</StrictMode>),
    renderHook: (hook) =>
      renderHook(hook, {
        reactStrictMode: true,
        wrapper: ({ children }) => <ConnectAppProvider>{children}</ConnectAppProvider>,
      }),
  };
}

function acceptSampleContact(workspace: Workspace): string {
  const contactId = workspace.offerContact({
    channel: { type: "voice", subtype: "connect:Telephony" },
    customer: "Sam",
    attributes: { orderId: "42", language: "pt" },
  });
  workspace.acceptContact(contactId);
  return contactId;
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

/** Has the SDK hear a fatal error, as from a workspace that cannot go on with the app. */
export async function hearFatalError(message: string): Promise<void> {
  const { AmazonConnectApp } = await import("@amazon-connect/app");
  const proxy = AmazonConnectApp.default.getProxy() as unknown as {
    publishError(error: object): void;
  };
  proxy.publishError({ key: "gone", message, isFatal: true, status: { initialized: false } });
}

/** The messages of a type that went one way, oldest first. */
export function messages(workspace: Workspace, direction: "up" | "down", type: string) {
  return workspace
    .getSnapshot()
    .log.flatMap((entry) =>
      entry.direction === direction && entry.message.type === type ? [entry.message] : [],
    );
}
