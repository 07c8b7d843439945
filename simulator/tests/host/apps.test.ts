import type { AppDownstreamMessage, AppUpstreamMessage } from "@amazon-connect/workspace-types";
import { expect, it, vi } from "vitest";
import type { Workspace } from "@/simulator/host/workspace";
import { appNamed, chat, connectApp, openWorkspace, settle, voiceCall } from "./workspace-apps";

const crossContact = {
  ...appNamed("Everywhere"),
  contactHandling: { scope: "CROSS_CONTACTS" },
};

function visible(workspace: Workspace): string[] {
  return workspace
    .getSnapshot()
    .apps.filter((app) => app.visible)
    .map(({ config }) => config.name);
}

it("the app in front is started, and the others are stopped", async () => {
  const workspace = openWorkspace();
  workspace.selectContact(workspace.offerContact(voiceCall));
  const first = await connectApp(workspace, { app: "Everything" });
  const second = await connectApp(workspace, { app: "Nothing" });
  const phases = () => workspace.getSnapshot().apps.map(({ phase }) => phase);
  expect(phases()).toEqual(["stopped", "started"]);
  workspace.focusApp(first.id);
  expect(phases()).toEqual(["started", "stopped"]);
  workspace.showBeside(second.id);
  expect(phases()).toEqual(["started", "started"]);
  expect(workspace.getSnapshot().apps.map(({ pane }) => pane)).toEqual(["front", "beside"]);
  workspace.focusApp(null);
  workspace.showBeside(null);
  expect(phases()).toEqual(["stopped", "stopped"]);
});

it("each contact keeps its own app in front", async () => {
  const workspace = openWorkspace();
  const call = workspace.offerContact(voiceCall);
  const conversation = workspace.offerContact(chat);
  workspace.selectContact(call);
  await connectApp(workspace, { app: "Everything" });
  workspace.selectContact(conversation);
  await connectApp(workspace, { app: "Nothing" });
  expect(visible(workspace)).toEqual(["Nothing"]);
  workspace.selectContact(call);
  expect(visible(workspace)).toEqual(["Everything"]);
  workspace.selectContact(null);
  expect(visible(workspace)).toEqual([]);
});

it("an app that is open already is brought to the front, not opened twice", () => {
  const workspace = openWorkspace();
  const first = workspace.openApp({ app: "Everything" });
  workspace.openApp({ app: "Nothing" });
  expect(workspace.openApp({ app: "Everything" })).toBe(first);
  expect(visible(workspace)).toEqual(["Everything"]);
});

it("an app opened in the background waits behind its tab", async () => {
  const workspace = openWorkspace();
  await connectApp(workspace, { app: "Everything" });
  const { id } = await connectApp(workspace, { app: "Nothing", background: true });
  expect(visible(workspace)).toEqual(["Everything"]);
  workspace.focusApp(id);
  expect(visible(workspace)).toEqual(["Nothing"]);
});

it("a cross-contact app stays open for all contacts, unless it was launched for one", async () => {
  const workspace = openWorkspace({ apps: [crossContact] });
  const call = workspace.offerContact(voiceCall);
  workspace.selectContact(call);
  const { id } = await connectApp(workspace);
  expect(workspace.getSnapshot().apps).toMatchObject([{ scope: { type: "idle" }, visible: true }]);
  workspace.selectContact(null);
  expect(workspace.getSnapshot().apps).toMatchObject([{ id, phase: "started", visible: true }]);

  const own = workspace.openApp({ scope: { type: "contact", contactId: call } });
  expect(own).not.toBe(id);
  workspace.missContact(call);
  await workspace.clearContact(call);
  expect(workspace.getSnapshot().apps.map((app) => app.id)).toEqual([id]);
});

it("a pinned app opens automatically with each contact", () => {
  const workspace = openWorkspace();
  workspace.setPinned("Nothing", true);
  const contactId = workspace.offerContact(chat);
  expect(workspace.getSnapshot().apps).toMatchObject([
    { config: { name: "Nothing" }, scope: { type: "contact", contactId } },
  ]);
  workspace.setPinned("Nothing", false);
  workspace.offerContact(chat);
  expect(workspace.getSnapshot().apps).toHaveLength(1);
});

it("passes on the parameters and the scope of the launch", async () => {
  const workspace = openWorkspace();
  const onCreate = vi.fn(async () => {});
  const parameters = { orderId: 42 };
  await connectApp(workspace, { parameters, path: "/orders/42?view=full" }, { onCreate });
  expect(onCreate).toHaveBeenCalledWith(
    expect.objectContaining({
      context: expect.objectContaining({
        parameters,
        scope: { type: "idle" },
        region: "us-east-1",
      }),
    }),
  );
  expect(workspace.getSnapshot().apps[0]?.url).toBe("http://localhost:3000/orders/42?view=full");
});

it("refuses a path that leads out of the access URL", () => {
  const app = { ...appNamed("Deep"), accessUrl: "http://localhost:3000/app/" };
  const workspace = openWorkspace({ apps: [app] });
  expect(() => workspace.openApp({ path: "../admin" })).toThrow("leads out of the access URL");
  expect(() => workspace.openApp({ path: "https://evil.example/" })).toThrow("leads out");
  expect(workspace.getSnapshot().apps).toEqual([]);
});

it("a frame that is removed at once has no destroy", async () => {
  const workspace = openWorkspace();
  const onDestroy = vi.fn(async () => {});
  const { id } = await connectApp(workspace, {}, { onDestroy });
  workspace.removeFrame(id);
  await settle();
  expect(workspace.getSnapshot().apps).toEqual([]);
  expect(onDestroy).not.toHaveBeenCalled();
});

it("every app is destroyed when the agent signs out", async () => {
  const workspace = openWorkspace();
  const onDestroy = vi.fn(async () => {});
  await connectApp(workspace, { app: "Everything" }, { onDestroy });
  workspace.selectContact(workspace.offerContact(chat));
  await connectApp(workspace, { app: "Nothing" }, { onDestroy });
  await workspace.signOutAgent();
  expect(onDestroy).toHaveBeenCalledTimes(2);
  expect(workspace.getSnapshot().apps).toEqual([]);
});

/** A page without the SDK that completes its lifecycle. Resolves when the workspace has started it. */
function connectBarePage(workspace: Workspace, id: string): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<AppDownstreamMessage>) => {
      if (data.type !== "appLifecycle") return;
      const { stage } = data;
      if (stage === "start") resolve();
      if (stage !== "create" && stage !== "destroy") return;
      const completed = { type: "appLifecycleHandlerCompleted", stage, appInstanceId: id } as const;
      port1.postMessage(completed satisfies AppUpstreamMessage);
    };
    const init = { type: "connect-app-host-init", sdkVersion: "1.0.11", providerId: id } as const;
    workspace.connect(id, init, port2);
  });
}

it("a thousand apps opened and closed leave nothing behind", async () => {
  const workspace = openWorkspace();
  const before = process.getActiveResourcesInfo().length;
  for (let round = 0; round < 1_000; round += 1) {
    const contactId = workspace.offerContact(chat);
    workspace.selectContact(contactId);
    await connectBarePage(workspace, workspace.openApp());
    workspace.missContact(contactId);
    await workspace.clearContact(contactId);
  }
  // Ports and timers that are still open; the waiting itself needs one or two.
  await vi.waitFor(() =>
    expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before + 2),
  );
  expect(workspace.getSnapshot()).toMatchObject({ apps: [], contacts: [] });
  expect(workspace.getSnapshot().log.length).toBeLessThanOrEqual(1_000);
});

it("only what changed is a new object to a view", async () => {
  const workspace = openWorkspace();
  await connectApp(workspace, { app: "Everything" });
  await connectApp(workspace, { app: "Nothing" });
  const before = workspace.getSnapshot();
  workspace.warnExpiration(Date.now() + 60_000);
  const after = workspace.getSnapshot();
  expect(after).not.toBe(before);
  expect(after.apps[0]).toBe(before.apps[0]);
  expect(after.agent).toBe(before.agent);
  expect(workspace.getSnapshot()).toBe(after);
});
