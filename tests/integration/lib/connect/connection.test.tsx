// @vitest-environment jsdom
import { ContactClient } from "@amazon-connect/contact";
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { registration } from "@/simulator/registration";
import {
  type ConnectModule,
  frameApp,
  hearFatalError,
  messages,
  setHealth,
} from "../../workspace-harness";

function State({ connect }: { connect: ConnectModule }) {
  const state = connect.useConnectionState();
  const running = state.status === "connected" && state.running;
  return <output>{running ? "running" : state.status}</output>;
}

async function frameState(options?: Parameters<typeof frameApp>[0]) {
  const harness = await frameApp(options);
  const { ConnectAppProvider } = harness.connect;
  harness.render(
    <ConnectAppProvider>
      <State connect={harness.connect} />
    </ConnectAppProvider>,
  );
  return harness;
}

describe("an app in a workspace", () => {
  it("connects, is created and started", async () => {
    const { workspace } = await frameState();
    expect(screen.getByRole("status").textContent).toBe("connecting");
    await screen.findByText("running");
    expect(workspace.getSnapshot().apps[0]?.phase).toBe("started");
    expect(messages(workspace, "up", "appLifecycleHandlerCompleted")).toMatchObject([
      { stage: "create" },
    ]);
  });

  it("sends one handshake under StrictMode and with two providers", async () => {
    const harness = await frameApp();
    const { ConnectAppProvider } = harness.connect;
    harness.render(
      <ConnectAppProvider>
        <ConnectAppProvider>
          <State connect={harness.connect} />
        </ConnectAppProvider>
      </ConnectAppProvider>,
    );
    await screen.findByText("running");
    harness.render(
      <ConnectAppProvider>
        <State connect={harness.connect} />
      </ConnectAppProvider>,
    );
    expect(harness.handshakes()).toBe(1);
  });

  it("is stopped when the agent looks at something else, and started again", async () => {
    const { workspace, contactId } = await frameState();
    await screen.findByText("running");
    act(() => workspace.selectContact(null));
    await screen.findByText("connected");
    act(() => workspace.selectContact(contactId));
    await screen.findByText("running");
  });

  it("that opens in the background subscribes at once, and runs when it comes to the front", async () => {
    const { workspace, instanceId, settle } = await frameState({
      idle: true,
      launch: { background: true },
    });
    await screen.findByText("connected");
    await settle();
    const subscriptions = messages(workspace, "up", "subscribe");
    expect(subscriptions).not.toEqual([]);
    act(() => workspace.focusApp(instanceId));
    await screen.findByText("running");
    await settle();
    expect(messages(workspace, "up", "subscribe")).toEqual(subscriptions);
  });

  it("reads its registration again at each start and stop", async () => {
    const app = { ...registration("http://localhost:3000/") };
    const { workspace, contactId, connect } = await frameState({ apps: [app] });
    await screen.findByText("running");
    app.name = "Renamed";
    act(() => workspace.selectContact(null));
    await screen.findByText("connected");
    expect(connect.connection.getState()).toMatchObject({
      context: { config: { name: "Renamed" } },
    });
    app.name = "Renamed again";
    act(() => workspace.selectContact(contactId));
    await screen.findByText("running");
    expect(connect.connection.getState()).toMatchObject({
      context: { config: { name: "Renamed again" } },
    });
  });

  it("keeps the scope that it was opened with", async () => {
    const { connect, contactId } = await frameState();
    await screen.findByText("running");
    expect(connect.connection.getState()).toMatchObject({
      context: { scope: { type: "contact", contactId }, region: "us-east-1" },
    });
  });
});

describe("destroy", () => {
  it("waits for every cleanup task, and reports one that throws", async () => {
    const { workspace, instanceId, connect } = await frameState();
    await screen.findByText("running");
    vi.spyOn(console, "error").mockImplementation(() => {});
    let finishTask = () => {};
    const task = vi.fn(() => new Promise<void>((resolve) => (finishTask = resolve)));
    connect.connection.addDestroyTask(task);
    connect.connection.addDestroyTask(() => {
      throw new Error("the disk is full");
    });

    const closed = workspace.closeApp(instanceId);
    await waitFor(() => expect(task).toHaveBeenCalled());
    await waitFor(() =>
      expect(messages(workspace, "up", "log")).toContainEqual(
        expect.objectContaining({
          message: "A destroy task failed",
          data: { cause: { name: "Error", message: "the disk is full" } },
        }),
      ),
    );
    expect(workspace.getSnapshot().apps[0]?.phase).toBe("destroying");

    finishTask();
    await act(() => closed);
    expect(workspace.getSnapshot().apps).toEqual([]);
    expect(messages(workspace, "up", "appLifecycleHandlerCompleted")).toMatchObject([
      { stage: "create" },
      { stage: "destroy" },
    ]);
    await screen.findByText("destroyed");
    // Nothing changes that any more.
    await act(() => hearFatalError("too late"));
    await screen.findByText("destroyed");
  });

  it("does not run a task that was removed", async () => {
    const { workspace, instanceId, connect } = await frameState();
    await screen.findByText("running");
    const task = vi.fn();
    connect.connection.addDestroyTask(task)();
    await act(() => workspace.closeApp(instanceId));
    expect(task).not.toHaveBeenCalled();
  });

  it("gives up on a task that never ends, so that the handshake still completes", async () => {
    const { workspace, instanceId, connect } = await frameApp();
    const slow = connect.createConnection({ destroyDeadline: 20 });
    slow.connect();
    await vi.waitFor(() => expect(slow.getState().status).toBe("connected"));
    slow.addDestroyTask(() => new Promise(() => {}));
    vi.spyOn(console, "error").mockImplementation(() => {});
    await workspace.closeApp(instanceId);
    expect(messages(workspace, "up", "appLifecycleHandlerCompleted")).toHaveLength(2);
    expect(JSON.stringify(messages(workspace, "up", "log"))).toContain("not done after 20 ms");
  });

  it("is ended by a workspace after its timeout", async () => {
    const { workspace, instanceId, connect } = await frameState({ destroyTimeout: 20 });
    await screen.findByText("running");
    let finishTask = () => {};
    connect.connection.addDestroyTask(() => new Promise<void>((resolve) => (finishTask = resolve)));
    await workspace.closeApp(instanceId);
    expect(workspace.getSnapshot().apps).toEqual([]);
    // Or the connection's own deadline, 5 s, would be reported in a later test.
    finishTask();
  });
});

describe("faults", () => {
  it("a silent workspace ends in a failed connection with a code", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const { workspace, connect } = await frameApp();
    workspace.setFault("silent", true);
    const silent = connect.createConnection({ connectionTimeout: 20 });
    silent.connect();
    await vi.waitFor(() => expect(silent.getState().status).toBe("failed"));
    expect(silent.getState()).toMatchObject({ error: { code: "connect-timeout" }, context: null });
    expect(logged.mock.calls.flat().join()).toContain("App failed to connect to workspace");
  });

  it("missed health checks fail the connection and keep its context; a response restores it", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout"] });
    const { workspace, connect } = await frameApp({ healthCheckInterval: 1_000 });
    connect.connection.connect();
    const settle = () => vi.advanceTimersByTimeAsync(0).then(() => new Promise(setImmediate));
    for (let i = 0; i < 5; i += 1) await settle();
    expect(connect.connection.getState().status).toBe("connected");

    workspace.setFault("unhealthy", true);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(connect.connection.getState()).toMatchObject({
      status: "failed",
      error: {
        code: "workspace-unhealthy",
        message: "The workspace does not respond to health checks.",
      },
      context: { region: "us-east-1" },
    });

    workspace.setFault("unhealthy", false);
    await vi.advanceTimersByTimeAsync(1_000);
    for (let i = 0; i < 5; i += 1) await settle();
    expect(connect.connection.getState().status).toBe("connected");
    vi.useRealTimers();
  });

  it("an app in the background is still there when the workspace responds again", async () => {
    const { workspace, connect } = await frameState();
    await screen.findByText("running");
    act(() => workspace.selectContact(null));
    await screen.findByText("connected");
    await setHealth(false);
    await screen.findByText("failed");
    await setHealth(true);
    await screen.findByText("connected");
    expect(connect.connection.getState()).toMatchObject({ status: "connected", running: false });
  });

  it("a start after missed health checks restores the connection too", async () => {
    const { workspace, contactId } = await frameState();
    await screen.findByText("running");
    act(() => workspace.selectContact(null));
    await screen.findByText("connected");
    await setHealth(false);
    await screen.findByText("failed");
    act(() => workspace.selectContact(contactId));
    await screen.findByText("running");
  });

  it("a fatal error runs the cleanup, then the workspace removes the frame without a destroy", async () => {
    const { workspace, connect } = await frameState();
    await screen.findByText("running");
    const task = vi.fn();
    connect.connection.addDestroyTask(task);
    await connect.connection.sendFatalError("cannot go on");
    await waitFor(() => expect(workspace.getSnapshot().apps).toEqual([]));
    expect(task).toHaveBeenCalledOnce();
    const stages = messages(workspace, "down", "appLifecycle");
    expect(stages).not.toContainEqual(expect.objectContaining({ stage: "destroy" }));
  });

  it("a fatal error of the workspace ends the connection, even if messages follow it", async () => {
    const { workspace, contactId, connect } = await frameState();
    await screen.findByText("running");
    vi.spyOn(console, "error").mockImplementation(() => {});
    await act(() => hearFatalError("the contact is gone"));
    await screen.findByText("failed");
    act(() => workspace.selectContact(null));
    act(() => workspace.selectContact(contactId));
    await waitFor(() => expect(messages(workspace, "down", "appLifecycle")).toHaveLength(4));
    const ended = { status: "failed", error: { code: "workspace-error" } };
    expect(connect.connection.getState()).toMatchObject({
      ...ended,
      context: { region: "us-east-1" },
    });
    await act(() => setHealth(false));
    expect(connect.connection.getState()).toMatchObject(ended);
    await act(() => setHealth(true));
    expect(connect.connection.getState()).toMatchObject(ended);
  });

  it("an error that is not fatal is reported to who listens, and the app goes on", async () => {
    const { workspace, contactId, connect } = await frameState({ permissions: [] });
    await screen.findByText("running");
    vi.spyOn(console, "error").mockImplementation(() => {});
    const [stays, leaves] = [vi.fn(), vi.fn()];
    connect.connection.onError(stays);
    connect.connection.onError(leaves)();
    const client = connect.connection.getClient(ContactClient);
    client.onConnected(async () => {}, contactId);
    await waitFor(() => expect(stays).toHaveBeenCalledOnce());
    expect(leaves).not.toHaveBeenCalled();
    await screen.findByText("running");
    expect(messages(workspace, "down", "error")).toHaveLength(1);
  });

  it("a second connection in a document is refused by the SDK, and says so", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { connect } = await frameState();
    await screen.findByText("running");
    const second = connect.createConnection();
    second.connect();
    expect(second.getState()).toMatchObject({
      status: "failed",
      error: {
        code: "connect-failed",
        message: "AmazonConnectApp.init failed.",
        cause: { errorKey: "attemptInitializeMultipleProviders" },
      },
      context: null,
    });
    await screen.findByText("running");
  });

  it("an error reaches the workspace's log", async () => {
    const { workspace, connect } = await frameState();
    await screen.findByText("running");
    vi.spyOn(console, "error").mockImplementation(() => {});
    connect.connection.sendError("order lookup failed", { orderId: "42" });
    await waitFor(() =>
      expect(messages(workspace, "up", "log")).toContainEqual(
        expect.objectContaining({ message: "order lookup failed", data: { orderId: "42" } }),
      ),
    );
  });
});

describe("outside a workspace", () => {
  it("is standalone at once and sends nothing", async () => {
    vi.resetModules();
    const { createConnection } = await import("@/lib/connect");
    const alone = createConnection();
    const [stays, leaves] = [vi.fn(), vi.fn()];
    alone.subscribe(stays);
    alone.subscribe(leaves)();
    alone.connect();
    alone.connect();
    expect(alone.getState()).toEqual({ status: "standalone" });
    expect(stays).toHaveBeenCalledOnce();
    expect(leaves).not.toHaveBeenCalled();
  });

  it("what needs a workspace names itself and the cure", async () => {
    const { createConnection } = await import("@/lib/connect");
    const alone = createConnection();
    expect(() => alone.requestClose()).toThrow("requestClose needs a connected app");
    expect(() => alone.sendActivity()).toThrow("sendActivity needs a connected app");
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    await alone.sendFatalError("cannot go on");
    expect(written).toHaveBeenCalledWith("cannot go on");
  });

  it("a server renders an app that connects", async () => {
    const { connect, handshakes } = await frameApp();
    const { renderToString } = await import("react-dom/server");
    const html = renderToString(
      <connect.ConnectAppProvider>
        <State connect={connect} />
      </connect.ConnectAppProvider>,
    );
    expect(html).toContain("connecting");
    expect(handshakes()).toBe(0);
  });

  it("a hook without the provider names the fix", async () => {
    const connect = await import("@/lib/connect");
    const { renderToString } = await import("react-dom/server");
    expect(() => renderToString(<State connect={connect} />)).toThrow(
      "inside <ConnectAppProvider>",
    );
  });
});
