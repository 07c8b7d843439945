// @vitest-environment jsdom
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
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
      expect(JSON.stringify(messages(workspace, "up", "log"))).toContain("A destroy task failed"),
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
      error: { code: "workspace-unhealthy" },
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
    expect(connect.connection.getState()).toMatchObject({
      status: "failed",
      error: { code: "workspace-error" },
      context: { region: "us-east-1" },
    });
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
    alone.connect();
    expect(alone.getState()).toEqual({ status: "standalone" });
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
