import { AgentClient, ContactClient } from "@amazon-connect/contact";
import { expect, it, vi } from "vitest";
import {
  chat,
  connectApp,
  expectConsoleErrors,
  messages,
  openWorkspace,
  refusal,
  settle,
} from "./workspace-apps";

it("a silent workspace answers no handshake", async () => {
  const written = expectConsoleErrors();
  const workspace = openWorkspace();
  workspace.setFault("silent", true);
  const timeout = { workspace: { connectionTimeout: 1_000 } };
  const connecting = connectApp(workspace, {}, timeout).catch(() => "never");
  await vi.waitFor(() => expect(written()).toContain("App failed to connect to workspace"), 3_000);
  expect(messages(workspace, "down", "acknowledge")).toEqual([]);
  expect(await connecting).toBe("never");
});

it("a late acknowledge arrives at its time", async () => {
  const workspace = openWorkspace();
  workspace.setFault("lateAcknowledge", 60);
  const start = performance.now();
  await connectApp(workspace);
  expect(performance.now() - start).toBeGreaterThan(55);
});

it("an acknowledge after the SDK's timeout is ignored permanently", async () => {
  const written = expectConsoleErrors();
  const workspace = openWorkspace();
  workspace.setFault("lateAcknowledge", 1_200);
  const timeout = { workspace: { connectionTimeout: 1_000 } };
  const connecting = connectApp(workspace, {}, timeout).catch(() => {});
  await vi.waitFor(() => expect(messages(workspace, "down", "acknowledge")).toHaveLength(1), 2_000);
  await settle();
  expect(written()).toContain("acknowledge received after timeout");
  await connecting;
});

it("slow responses come when they say, and events do not wait for them", async () => {
  const workspace = openWorkspace();
  const { provider } = await connectApp(workspace);
  workspace.setFault("slowRequests", 60);
  const start = performance.now();
  expect(await new AgentClient(provider).getName()).toBe("Ana");
  expect(performance.now() - start).toBeGreaterThan(55);
});

it("failing requests return an error and change nothing", async () => {
  const workspace = openWorkspace();
  const contactId = workspace.offerContact(chat);
  const { provider } = await connectApp(workspace);
  workspace.setFault("failingRequests", ["contact/accept"]);
  const client = new ContactClient(provider);
  expect((await refusal(client.accept(contactId))).errorKey).toBe("simulatedFault");
  expect(workspace.getSnapshot().contacts[0]?.state).toBe("incoming");
  expect(await client.getType(contactId)).toBe("chat");
  workspace.setFault("failingRequests", ["*"]);
  expect((await refusal(client.getType(contactId))).errorKey).toBe("simulatedFault");
});

it("lost events do not arrive, and others do", async () => {
  const workspace = openWorkspace();
  const contactId = workspace.offerContact(chat);
  workspace.selectContact(contactId);
  const client = new ContactClient((await connectApp(workspace)).provider);
  const heard: string[] = [];
  client.onConnecting(async () => void heard.push("connecting"));
  client.onConnected(async () => void heard.push("connected"));
  await settle();
  workspace.setFault("lostTopics", ["contact/connecting"]);
  workspace.acceptContact(contactId);
  await settle();
  expect(heard).toEqual(["connected"]);
  workspace.setFault("lostTopics", ["*"]);
  workspace.endContact(contactId);
  await settle();
  expect(messages(workspace, "down", "publish")).toHaveLength(1);
});

it("a denied permission is refused, even to an app with *", async () => {
  const workspace = openWorkspace();
  const client = new AgentClient((await connectApp(workspace)).provider);
  workspace.setFault("deniedPermissions", ["User.Details.View"]);
  expect((await refusal(client.getName())).errorKey).toBe("noPermission");
  expect(await client.getState()).toMatchObject({ name: "Available" });
});

it("missed health checks make the connection unhealthy", async () => {
  const workspace = openWorkspace({ healthCheckInterval: 1_000 });
  workspace.setFault("unhealthy", true);
  const { provider } = await connectApp(workspace);
  const changed = new Promise((resolve) => {
    provider.getProxy().onHealthCheckStatusChanged(async ({ status }) => resolve(status));
  });
  expectConsoleErrors();
  expect(await changed).toBe("unhealthy");
}, 8_000);

it("a destroy that does not wait removes the frame before the cleanup is done", async () => {
  const workspace = openWorkspace();
  workspace.setFault("destroyDoesNotWait", true);
  const onDestroy = vi.fn(() => new Promise<void>(() => {}));
  const { id } = await connectApp(workspace, {}, { onDestroy });
  void workspace.closeApp(id);
  expect(workspace.getSnapshot().apps).toEqual([]);
  expect(messages(workspace, "down", "appLifecycle")).toContainEqual(
    expect.objectContaining({ stage: "destroy" }),
  );
});

it("every fault is off by default, and off again after a reset", async () => {
  const workspace = openWorkspace();
  const off = workspace.getSnapshot().faults;
  workspace.setFault("lostTopics", ["*"]);
  workspace.setFault("lostTopics", []);
  expect(workspace.getSnapshot().faults).toEqual(off);
  expect(Object.values(off).every((value) => !value || value.length === 0)).toBe(true);
});
