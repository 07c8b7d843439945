// @vitest-environment jsdom
import { AgentRoutes } from "@amazon-connect/contact";
import type { AmazonConnectProvider } from "@amazon-connect/core";
import type { AppHostInitMessage } from "@amazon-connect/workspace-types";
import { expect, it, vi } from "vitest";
import { Workspace } from "@/simulator/host/workspace";
import { registration, serviceConfig, starterService } from "@/simulator/registration";
import { messages } from "../../workspace-harness";

const arn = "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a";

/** Frames this document as a service of a workspace, with a fresh SDK. */
async function frameService(permissions?: string[]) {
  vi.resetModules();
  const service = serviceConfig("http://localhost:3000/service.html", starterService);
  const workspace = new Workspace({
    agent: { arn, name: "Ana" },
    apps: [registration("http://localhost:3000/")],
    services: [{ ...service, permissions: permissions ?? service.permissions }],
    healthCheckInterval: 0,
  });
  const started = workspace.startServices();
  let handshakes = 0;
  const parent = {
    postMessage(message: AppHostInitMessage, _target: string, [port]: MessagePort[]) {
      handshakes += 1;
      const [{ id } = { id: "" }] = workspace.getSnapshot().services;
      if (port) workspace.connect(id, message, port);
    },
  };
  vi.spyOn(window, "parent", "get").mockReturnValue(parent as unknown as Window);
  const { startService } = await import("@/lib/connect/service");
  const { AgentClient } = await import("@amazon-connect/contact");
  return { workspace, started, startService, AgentClient, handshakes: () => handshakes };
}

it("the workspace opens at once, while the service still works", async () => {
  const { workspace, started, startService } = await frameService();
  startService(() => new Promise(() => {}));
  expect(await started).toBe(true);
  expect(messages(workspace, "up", "appLifecycleHandlerCompleted")).toMatchObject([
    { stage: "create" },
  ]);
});

it("the service's work can use the SDK's clients", async () => {
  const { startService, AgentClient } = await frameService();
  const found = new Promise<string>((resolve, reject) => {
    startService((provider) => new AgentClient(provider).getARN().then(resolve, reject));
  });
  expect(await found).toBe(arn);
});

it.each([
  ["rejects", async () => Promise.reject(new Error("no licence"))],
  [
    "throws",
    () => {
      throw new Error("no licence");
    },
  ],
])("work that %s is logged to the workspace, and keeps nobody out", async (_how, work) => {
  const written = vi.spyOn(console, "error").mockImplementation(() => {});
  const { workspace, started, startService } = await frameService();
  startService(work);
  expect(await started).toBe(true);
  await vi.waitFor(() => {
    const logged = JSON.stringify(messages(workspace, "up", "log"));
    expect(logged).toContain("The service's work failed: Error: no licence");
  });
  expect(workspace.getSnapshot().services[0]?.state).toBe("running");
  expect(written).toHaveBeenCalled();
});

it("a request without its permission fails by its name, and the service stays", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { workspace, startService, AgentClient } = await frameService([]);
  startService(async (provider: AmazonConnectProvider) => {
    await new AgentClient(provider).getARN();
  });
  await vi.waitFor(() => {
    const logged = JSON.stringify(messages(workspace, "up", "log"));
    expect(logged).toContain(AgentRoutes.getARN);
    expect(logged).toContain("User.Details.View");
  });
  expect(workspace.getSnapshot().services[0]?.state).toBe("running");
});

it("only the first call has an effect, and none in a page that nobody frames", async () => {
  const { startService, handshakes } = await frameService();
  vi.spyOn(window, "parent", "get").mockReturnValueOnce(window as never);
  startService(async () => {});
  expect(handshakes()).toBe(0);
  startService(async () => {});
  startService(async () => {});
  expect(handshakes()).toBe(1);
});
