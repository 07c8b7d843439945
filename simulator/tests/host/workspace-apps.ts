import { AmazonConnectApp, type AmazonConnectAppConfig } from "@amazon-connect/app";
import {
  type AmazonConnectProvider,
  type ConnectError,
  isConnectError,
  resetGlobalProvider,
} from "@amazon-connect/core";
import type { AppConfig, AppHostInitMessage } from "@amazon-connect/workspace-types";
import { onTestFinished, vi } from "vitest";
import type { NewContact } from "@/simulator/host/contacts/contact";
import type { OpenOptions } from "@/simulator/host/workspace";
import { Workspace, type WorkspaceOptions } from "@/simulator/host/workspace";
import { registration } from "@/simulator/registration";

export const agentArn = "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a";

export const voiceCall: NewContact = {
  channel: { type: "voice", subtype: "connect:Telephony" },
  customer: "Sam",
  attributes: { orderId: "42", language: "pt" },
};

export const chat: NewContact = {
  channel: { type: "chat", subtype: "connect:Chat" },
  customer: "Kim",
};

/** A registration of its own: apps with the same ARN are one app to the workspace. */
export function appNamed(name: string, permissions: string[] = ["*"]): AppConfig {
  const app = registration("http://localhost:3000/");
  return { ...app, name, arn: `${app.arn}/${name}`, id: name, permissions };
}

/** An app that stays open for all contacts. */
export function forAllContacts(name: string, permissions?: string[]): AppConfig {
  return { ...appNamed(name, permissions), contactHandling: { scope: "CROSS_CONTACTS" } };
}

export function openWorkspace(options: Partial<WorkspaceOptions> = {}): Workspace {
  const workspace = new Workspace({
    agent: { arn: agentArn, name: "Ana" },
    apps: [appNamed("Everything"), appNamed("Nothing", [])],
    healthCheckInterval: 0,
    ringingTime: 0,
    ...options,
  });
  onTestFinished(() => {
    for (const { id } of workspace.getSnapshot().apps) workspace.removeFrame(id);
  });
  return workspace;
}

export interface ConnectedApp {
  id: string;
  provider: AmazonConnectApp;
}

/**
 * Opens an app and loads a page with the real SDK into its frame: a provider of its own, whose
 * handshake goes to the engine. Resolves when the workspace has created it.
 */
export async function connectApp(
  workspace: Workspace,
  options: OpenOptions = {},
  config: Partial<AmazonConnectAppConfig> = {},
): Promise<ConnectedApp> {
  const id = workspace.openApp(options);
  const provider = loadPage(
    workspace,
    id,
    () => new AmazonConnectApp({ onCreate: async () => {}, ...config }),
  );
  await vi.waitFor(
    () => {
      const phase = workspace.getSnapshot().apps.find((app) => app.id === id)?.phase;
      if (phase !== "started" && phase !== "stopped") throw new Error(`The app is ${phase}`);
    },
    { interval: 1 },
  );
  return { id, provider };
}

/** Loads a page into a frame without waiting for anything: the SDK's app, or its service. */
export function loadPage<Provider extends AmazonConnectProvider>(
  workspace: Workspace,
  id: string,
  makeProvider: () => Provider,
): Provider {
  const parent = {
    postMessage(message: AppHostInitMessage, _target: string, [port]: MessagePort[]) {
      if (port) workspace.connect(id, message, port);
    },
  };
  vi.stubGlobal("window", { parent });
  vi.stubGlobal("document", { location: { origin: "http://localhost:3000", pathname: "/" } });
  const provider = makeProvider();
  // The SDK's connection timer writes to the log of the global provider, which `init` would set.
  resetGlobalProvider(provider);
  provider.getProxy();
  return provider;
}

/** The SDK writes what the workspace refuses to the console. Returns what it wrote, as one text. */
export function expectConsoleErrors(): () => string {
  const written = vi.spyOn(console, "error").mockImplementation(() => {});
  return () => written.mock.calls.flat().join("\n");
}

/** Waits until what was sent before has arrived on both sides. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

/** The error that a request is refused with. */
export async function refusal(request: Promise<unknown>): Promise<ConnectError> {
  try {
    await request;
  } catch (error) {
    if (isConnectError(error)) return error as ConnectError;
    throw error;
  }
  throw new Error("The request was not refused");
}

/** The messages of a type that went one way, oldest first. */
export function messages(workspace: Workspace, direction: "up" | "down", type: string) {
  return workspace
    .getSnapshot()
    .log.flatMap((entry) =>
      entry.direction === direction && entry.message.type === type ? [entry.message] : [],
    );
}
