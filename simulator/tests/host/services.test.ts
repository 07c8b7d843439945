import {
  AmazonConnectApp,
  AmazonConnectService,
  type AmazonConnectServiceConfig,
  type ServiceContext,
} from "@amazon-connect/app";
import { AgentClient, ContactClient } from "@amazon-connect/contact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Workspace } from "@/simulator/host/workspace";
import { serviceConfig, starterService } from "@/simulator/registration";
import {
  chat,
  connectApp,
  expectConsoleErrors,
  loadPage,
  messages,
  openWorkspace,
  refusal,
  settle,
} from "./workspace-apps";

const first = serviceConfig("http://localhost:3000/service", starterService);
const second = serviceConfig(
  "http://localhost:3000/second",
  { ...starterService, name: "Second", permissions: ["Contact.Details.View"] },
  1,
);

/** A workspace with services that have started to start. */
function startWorkspace(services = [first]) {
  const workspace = openWorkspace({ services });
  const settled = vi.fn();
  void workspace.startServices().then(settled);
  return { workspace, settled };
}

/** Loads a page with the SDK's service into the frame of a service. */
function loadService(
  workspace: Workspace,
  index = 0,
  onCreate: AmazonConnectServiceConfig["onCreate"] = async () => {},
): AmazonConnectService {
  const id = workspace.getSnapshot().services[index]?.id ?? "";
  return loadPage(workspace, id, () => new AmazonConnectService({ onCreate }));
}

const stateOf = (workspace: Workspace) =>
  workspace.getSnapshot().services.map(({ state, failure }) => failure ?? state);

it("an instance without services has started at once", async () => {
  expect(await openWorkspace().startServices()).toBe(true);
});

it("the workspace has started when every service is created", async () => {
  const { workspace, settled } = startWorkspace([first, second]);
  loadService(workspace, 0);
  await settle();
  expect(stateOf(workspace)).toEqual(["running", "starting"]);
  expect(settled).not.toHaveBeenCalled();
  loadService(workspace, 1);
  await settle();
  expect(stateOf(workspace)).toEqual(["running", "running"]);
  expect(settled).toHaveBeenCalledWith(true);
});

it("a service gets its context and no stage but create, however the agent moves", async () => {
  const { workspace } = startWorkspace();
  let context: ServiceContext | undefined;
  loadService(workspace, 0, async (event) => {
    context = event.context;
  });
  await settle();
  expect(context).toMatchObject({
    instanceId: workspace.getSnapshot().services[0]?.id,
    config: { name: starterService.name, applyToAgentWorkspace: true },
    region: "us-east-1",
  });
  workspace.selectContact(workspace.offerContact(chat));
  await workspace.signOutAgent();
  await settle();
  expect(messages(workspace, "down", "appLifecycle")).toHaveLength(1);
  expect(messages(workspace, "down", "appLifecycle")[0]).not.toHaveProperty("scope");
  expect(stateOf(workspace)).toEqual(["ended"]);
});

it("a service requests and hears what its registration permits, of every contact", async () => {
  const { workspace } = startWorkspace([first, second]);
  const limited = loadService(workspace, 0);
  const free = loadService(workspace, 1);
  await settle();
  expect(await new AgentClient(limited).getName()).toBe("Ana");
  expect((await refusal(new AgentClient(limited).getState())).errorKey).toBe("noPermission");
  const connected: string[] = [];
  new ContactClient(free).onConnected(async ({ contactId }) => void connected.push(contactId));
  await settle();
  const contactId = workspace.offerContact(chat);
  workspace.acceptContact(contactId);
  await settle();
  expect(connected).toEqual([contactId]);
});

it("an app and a service of one origin are told apart by their frames", async () => {
  const { workspace } = startWorkspace();
  loadService(workspace);
  await settle();
  const { id } = await connectApp(workspace);
  const { apps, services } = workspace.getSnapshot();
  expect(apps.map((app) => app.id)).toEqual([id]);
  expect(services).toHaveLength(1);
});

it("a service whose onCreate throws fails: error", async () => {
  expectConsoleErrors();
  const { workspace, settled } = startWorkspace();
  loadService(workspace, 0, async () => {
    throw new Error("no licence");
  });
  await settle();
  expect(stateOf(workspace)).toEqual(["error"]);
  expect(workspace.getSnapshot().services[0]?.note).toContain("An fatal error occurred");
  expect(messages(workspace, "up", "serviceError")).toHaveLength(1);
  expect(settled).toHaveBeenCalledWith(false);
});

it("a page that runs an app in place of a service fails in the same way if onCreate throws", async () => {
  expectConsoleErrors();
  const { workspace, settled } = startWorkspace();
  const id = workspace.getSnapshot().services[0]?.id ?? "";
  const onCreate = () => Promise.reject(new Error("no licence"));
  loadPage(workspace, id, () => new AmazonConnectApp({ onCreate }));
  await settle();
  expect(stateOf(workspace)).toEqual(["error"]);
  expect(settled).toHaveBeenCalledWith(false);
});

it("one service that fails is enough, and the log names it", async () => {
  expectConsoleErrors();
  const { workspace, settled } = startWorkspace([first, second]);
  loadService(workspace, 0);
  loadService(workspace, 1, () => Promise.reject(new Error("no licence")));
  await settle();
  expect(settled).toHaveBeenCalledWith(false);
  expect(workspace.getSnapshot().log).toContainEqual(
    expect.objectContaining({
      instanceId: workspace.getSnapshot().services[1]?.id,
      text: "Service failed: error",
    }),
  );
});

it("a service that ends after it has started leaves the desk as it is", async () => {
  const { workspace, settled } = startWorkspace();
  const service = loadService(workspace);
  await settle();
  service.sendFatalError("cannot go on");
  await settle();
  expect(stateOf(workspace)).toEqual(["ended"]);
  expect(settled.mock.calls).toEqual([[true]]);
  workspace.acceptContact(workspace.offerContact(chat));
});

it("a service that reloads its page is created again", async () => {
  const { workspace } = startWorkspace();
  loadService(workspace);
  await settle();
  const again = loadService(workspace);
  await settle();
  expect(stateOf(workspace)).toEqual(["running"]);
  expect(await new AgentClient(again).getName()).toBe("Ana");
});

it("a service that closes its channel while it starts fails: closed", async () => {
  const { workspace } = startWorkspace();
  const { port1, port2 } = new MessageChannel();
  workspace.connect(
    workspace.getSnapshot().services[0]?.id ?? "",
    { type: "connect-app-host-init", sdkVersion: "1.0.11", providerId: "p" },
    port2,
  );
  port1.postMessage({ type: "closeChannel" });
  await settle();
  port1.close();
  expect(stateOf(workspace)).toEqual(["closed"]);
});

describe("in time", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => vi.useRealTimers());
  const arrive = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

  it("a service without a handshake fails after its initialization timeout: not-connected", async () => {
    const { workspace, settled } = startWorkspace();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(stateOf(workspace)).toEqual(["starting"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(stateOf(workspace)).toEqual(["not-connected"]);
    expect(settled).toHaveBeenCalledWith(false);
    expect(workspace.getSnapshot().log).toContainEqual(
      expect.objectContaining({
        text: "The service did not connect within its initialization timeout.",
      }),
    );
    loadService(workspace);
    await arrive();
    expect(stateOf(workspace)).toEqual(["not-connected"]);
  });

  it("a workspace that is silent to services hears apps", async () => {
    expectConsoleErrors();
    const { workspace } = startWorkspace();
    workspace.setFault("silentToServices", true);
    loadService(workspace);
    await arrive();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stateOf(workspace)).toEqual(["not-connected"]);
    vi.useRealTimers();
    await connectApp(workspace);
  });

  it("a service whose onCreate does not end fails after 30 s: not-created", async () => {
    const { workspace, settled } = startWorkspace();
    loadService(workspace, 0, () => new Promise(() => {}));
    await arrive();
    await vi.advanceTimersByTimeAsync(29_999);
    expect(stateOf(workspace)).toEqual(["starting"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(stateOf(workspace)).toEqual(["not-created"]);
    expect(settled).toHaveBeenCalledWith(false);
  });
});
