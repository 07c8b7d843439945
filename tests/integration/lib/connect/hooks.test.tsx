// @vitest-environment jsdom
import { AgentClient, ContactClient } from "@amazon-connect/contact";
import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { starterApp } from "../../../../simulator/registration";
import {
  type ConnectModule,
  frameApp,
  hearFatalError,
  messages,
  setHealth,
} from "../../workspace-harness";

const all = ["*"];

describe("useAppContext, useAppConfig, useContactScope, usePermission", () => {
  it("return what the workspace sent when it opened the app", async () => {
    const { connect, renderHook, contactId, instanceId } = await frameApp();
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    const { result } = renderHook(() => connect.useAppContext());
    await waitFor(() =>
      expect(result.current).toMatchObject({
        instanceId,
        region: "us-east-1",
        scope: { type: "contact", contactId },
        config: { name: starterApp.name },
        launchedBy: { type: "internal" },
      }),
    );
    const { result: read } = renderHook(() => ({
      scope: connect.useContactScope(),
      name: connect.useAppConfig().name,
      mayReadAttributes: connect.usePermission("Contact.Attributes.View"),
      mayEdit: connect.usePermission("Contact.Details.Edit"),
    }));
    expect(read.current).toEqual({
      scope: contactId,
      name: starterApp.name,
      mayReadAttributes: true,
      mayEdit: false,
    });
  });

  it("hand the parameters of the launch to the page", async () => {
    const { connect, renderHook } = await frameApp({
      launch: { parameters: { orderId: "O-20417", tab: { open: true } } },
    });
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    const { result } = renderHook(() => connect.useAppContext().parameters);
    expect(result.current).toEqual({ orderId: "O-20417", tab: { open: true } });
  });

  it("`*` grants every permission", async () => {
    const { connect, renderHook } = await frameApp({ permissions: all });
    const { result } = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(result.current.status).toBe("connected"));
    const edit = renderHook(() => connect.usePermission("Contact.Details.Edit"));
    expect(edit.result.current).toBe(true);
  });

  it("an app on the idle desk has no contact", async () => {
    const { connect, renderHook } = await frameApp({ idle: true });
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    expect(renderHook(() => connect.useContactScope()).result.current).toBeNull();
  });

  it("throw a coded error before the app is created, and name the fix", async () => {
    const { connect, renderHook } = await frameApp();
    expect(() => renderHook(() => connect.useAppContext())).toThrow(
      "useAppContext needs a connected app: use it while the state is connected, as inside <ConnectionGate>.",
    );
    expect(() => renderHook(() => connect.useConnectClient(AgentClient))).toThrow(
      "AgentClient needs a connected app",
    );
  });

  it("a start or a stop does not render components that only read the context", async () => {
    const { connect, renderHook, workspace, contactId } = await frameApp();
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current).toMatchObject({ running: true }));
    const render = vi.fn(() => connect.useAppContext());
    renderHook(render);
    render.mockClear();
    act(() => workspace.selectContact(null));
    await waitFor(() => expect(state.result.current).toMatchObject({ running: false }));
    act(() => workspace.selectContact(contactId));
    await waitFor(() => expect(state.result.current).toMatchObject({ running: true }));
    expect(render).not.toHaveBeenCalled();
  });
});

describe("useAppLifecycle", () => {
  it("calls the latest handlers, one start for each time in front", async () => {
    const { connect, renderHook, workspace, contactId, instanceId } = await frameApp();
    const calls: string[] = [];
    let round = 1;
    const { result } = renderHook(() => {
      const name = `${round}`;
      return connect.useAppLifecycle({
        onStart: () => void calls.push(`start ${name}`),
        onStop: () => void calls.push(`stop ${name}`),
        onDestroy: () => void calls.push(`destroy ${name}`),
      });
    });
    await waitFor(() => expect(calls).toEqual(["start 1"]));
    round = 2;
    act(() => workspace.selectContact(null));
    await waitFor(() => expect(result.current).toMatchObject({ running: false }));
    act(() => workspace.selectContact(contactId));
    await waitFor(() => expect(calls).toHaveLength(3));
    expect(calls.slice(1)).toEqual(["stop 1", "start 2"]);
    await act(() => workspace.closeApp(instanceId));
    expect(calls.at(-1)).toBe("destroy 2");
  });

  it("without handlers it only follows the state, and logs nothing", async () => {
    const { connect, renderHook, workspace, instanceId } = await frameApp();
    const { result } = renderHook(() => connect.useAppLifecycle());
    await waitFor(() => expect(result.current).toMatchObject({ running: true }));
    act(() => workspace.selectContact(null));
    await waitFor(() => expect(result.current).toMatchObject({ running: false }));
    await act(() => workspace.closeApp(instanceId));
    expect(JSON.stringify(messages(workspace, "up", "log"))).not.toContain("failed");
  });

  it("a handler that throws is logged in the workspace, and the others are called", async () => {
    const { connect, renderHook, workspace } = await frameApp();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const other = vi.fn();
    renderHook(() => {
      connect.useAppLifecycle({
        onStart() {
          throw new Error("no printer for sam@example.com");
        },
      });
      connect.useAppLifecycle({ onStart: other });
    });
    await waitFor(() => expect(other).toHaveBeenCalledOnce());
    await waitFor(() =>
      expect(messages(workspace, "up", "log")).toContainEqual(
        expect.objectContaining({ message: "onStart handler failed" }),
      ),
    );
    expect(JSON.stringify(messages(workspace, "up", "log"))).not.toContain("sam@example.com");
  });
});

describe("useConnectClient and useConnectEvent", () => {
  it("one client per connection, the same in each render", async () => {
    const { connect, renderHook } = await frameApp();
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    const first = renderHook(() => connect.useConnectClient(ContactClient));
    const second = renderHook(() => connect.useConnectClient(ContactClient));
    expect(first.result.current).toBe(second.result.current);
  });

  it("an event calls the latest handler once; another contact's does not", async () => {
    const { connect, renderHook, workspace, contactId } = await frameApp();
    const calls: string[] = [];
    let name = "early";
    const { result } = renderHook(() => {
      const called = name;
      connect.useConnectEvent(
        ContactClient,
        "StartingAcw",
        (event) => void calls.push(`${called} ${event.contactId}`),
        contactId,
      );
      return connect.useConnectionState();
    });
    await waitFor(() => expect(messages(workspace, "up", "subscribe").length).toBeGreaterThan(0));
    name = "late";
    act(() => workspace.selectContact(null));
    await waitFor(() => expect(result.current).toMatchObject({ running: false }));
    const other = workspace.offerContact({
      channel: { type: "chat", subtype: "connect:Chat" },
      customer: "Kim",
    });
    workspace.acceptContact(other);
    workspace.endContact(other);
    workspace.endContact(contactId);
    await waitFor(() => expect(calls).toEqual([`late ${contactId}`]));
  });

  it("an unmounted component gets no more events", async () => {
    const { connect, renderHook, workspace, contactId, settle } = await frameApp();
    const handler = vi.fn();
    const { unmount } = renderHook(() =>
      connect.useConnectEvent(ContactClient, "StartingAcw", handler, contactId),
    );
    await waitFor(() => expect(messages(workspace, "up", "subscribe").length).toBeGreaterThan(0));
    unmount();
    workspace.endContact(contactId);
    await settle();
    expect(handler).not.toHaveBeenCalled();
  });

  it("a handler that throws is logged without customer data, by the app and not by the SDK", async () => {
    const { connect, renderHook, workspace, contactId } = await frameApp();
    vi.spyOn(console, "error").mockImplementation(() => {});
    renderHook(() =>
      connect.useConnectEvent(
        ContactClient,
        "StartingAcw",
        () => {
          throw new Error("cannot call +1 (206) 555-0100");
        },
        contactId,
      ),
    );
    await waitFor(() => expect(messages(workspace, "up", "subscribe").length).toBeGreaterThan(0));
    workspace.endContact(contactId);
    const logs = () => messages(workspace, "up", "log");
    await waitFor(() =>
      expect(logs()).toContainEqual(
        expect.objectContaining({
          message: "StartingAcw handler failed",
          data: { cause: { name: "Error", message: "cannot call [redacted]" } },
        }),
      ),
    );
    expect(JSON.stringify(logs())).not.toContain("555-0100");
  });
});

describe("useAppErrors", () => {
  it("gets the error of a subscription that the workspace refuses", async () => {
    const { connect, renderHook, contactId } = await frameApp({
      permissions: ["User.Details.View"],
    });
    vi.spyOn(console, "error").mockImplementation(() => {});
    const errors: unknown[] = [];
    renderHook(() => {
      connect.useAppErrors((error) => void errors.push(error));
      connect.useConnectEvent(ContactClient, "Connected", () => {}, contactId);
    });
    await waitFor(() => expect(errors.length).toBeGreaterThan(0));
    expect(errors[0]).toMatchObject({
      code: "permission-denied",
      permission: "Contact.Details.View",
      docsUrl: "docs/connect.md#permission-denied",
      message: expect.stringContaining("subscribe to topic without permission"),
      name: "ConnectAppError",
      cause: { isFatal: false },
    });
  });

  it("logs its own handler's error under its name", async () => {
    const { connect, renderHook, workspace } = await frameApp();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const state = renderHook(() => {
      connect.useAppErrors(() => {
        throw new Error("no place to show it");
      });
      return connect.useConnectionState();
    });
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    await act(() => hearFatalError("the contact is gone"));
    await waitFor(() =>
      expect(messages(workspace, "up", "log")).toContainEqual(
        expect.objectContaining({ message: "useAppErrors handler failed" }),
      ),
    );
  });
});

describe("useConnectionHealth", () => {
  it("follows the SDK's health checks", async () => {
    const { connect, renderHook } = await frameApp();
    const { result } = renderHook(() => connect.useConnectionHealth());
    expect(result.current).toBe("unknown");
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    await act(() => setHealth(true));
    await waitFor(() => expect(result.current).toBe("healthy"));
    await act(() => setHealth(false));
    await waitFor(() => expect(result.current).toBe("unhealthy"));
    expect(state.result.current).toMatchObject({ error: { code: "workspace-unhealthy" } });
  });
});

describe("the ready hooks", () => {
  it("useAgent returns the agent at the desk", async () => {
    const { connect, renderHook } = await frameApp();
    const { result } = renderHook(() => connect.useAgent());
    expect(result.current.status).toBe("loading");
    await waitFor(() =>
      expect(result.current).toMatchObject({
        status: "ready",
        data: { name: "Ana", arn: expect.stringContaining("/agent/a") },
      }),
    );
  });

  it("useAgentState follows the agent", async () => {
    const { connect, renderHook, workspace } = await frameApp({
      permissions: ["User.Status.View"],
      idle: true,
    });
    const { result } = renderHook(() => connect.useAgentState());
    await waitFor(() =>
      expect(result.current).toMatchObject({ status: "ready", data: { name: "Available" } }),
    );
    act(() => workspace.setAgentState("Offline"));
    await waitFor(() => expect(result.current).toMatchObject({ data: { name: "Offline" } }));
  });

  it("useContact returns the channel, the queue and the first contact", async () => {
    const { connect, renderHook, contactId } = await frameApp();
    const { result } = renderHook(() => connect.useContact(contactId));
    await waitFor(() =>
      expect(result.current).toMatchObject({
        status: "ready",
        data: {
          initialContactId: contactId,
          channel: { type: "voice" },
          queue: { name: "Support" },
        },
      }),
    );
  });

  it("useContactAttributes requests again when the contact changes its state", async () => {
    const { connect, renderHook, workspace, contactId } = await frameApp();
    const { result } = renderHook(() => connect.useContactAttributes(contactId));
    await waitFor(() =>
      expect(result.current).toMatchObject({ data: { orderId: "42", language: "pt" } }),
    );
    workspace.setAttributes(contactId, { orderId: "43" });
    workspace.endContact(contactId);
    await waitFor(() => expect(result.current).toMatchObject({ data: { orderId: "43" } }));
  });

  it("useContactAttributes requests again when the app comes back to the front", async () => {
    const { connect, renderHook, workspace, contactId } = await frameApp();
    const { result } = renderHook(() => ({
      attributes: connect.useContactAttributes(contactId),
      state: connect.useConnectionState(),
    }));
    await waitFor(() =>
      expect(result.current.attributes).toMatchObject({ data: { orderId: "42" } }),
    );
    act(() => workspace.selectContact(null));
    await waitFor(() => expect(result.current.state).toMatchObject({ running: false }));
    workspace.setAttributes(contactId, { orderId: "43" });
    act(() => workspace.selectContact(contactId));
    await waitFor(() =>
      expect(result.current.attributes).toMatchObject({ data: { orderId: "43" } }),
    );
  });

  it("useContactState follows the contact's events", async () => {
    const { connect, renderHook, workspace, contactId } = await frameApp();
    const { result } = renderHook(() => connect.useContactState(contactId));
    await waitFor(() => expect(messages(workspace, "up", "subscribe").length).toBeGreaterThan(0));
    expect(result.current).toBe("unknown");
    workspace.endContact(contactId);
    await waitFor(() => expect(result.current).toBe("acw"));
  });

  it("useContactState knows what happened before its component mounted", async () => {
    const { connect, renderHook, workspace, contactId } = await frameApp();
    renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(messages(workspace, "up", "subscribe").length).toBeGreaterThan(0));
    workspace.endContact(contactId);
    await waitFor(() => expect(messages(workspace, "down", "publish").length).toBeGreaterThan(0));
    const late = renderHook(() => connect.useContactState(contactId));
    expect(late.result.current).toBe("acw");
    expect(renderHook(() => connect.useContactState(null)).result.current).toBe("unknown");
  });

  it("an app without Contact.Details.View subscribes to nothing, and knows no state", async () => {
    const { connect, renderHook, workspace, contactId, settle } = await frameApp({
      permissions: [],
    });
    const { result } = renderHook(() => connect.useContactState(contactId));
    await waitFor(() => expect(messages(workspace, "up", "connect-app-host-init")).toBeDefined());
    workspace.endContact(contactId);
    await settle();
    expect(result.current).toBe("unknown");
    expect(messages(workspace, "up", "subscribe")).toHaveLength(0);
  });

  it("useSessionExpiration warns, extends and reports a failed extension", async () => {
    const { connect, renderHook, workspace } = await frameApp({ permissions: all });
    const { result } = renderHook(() => connect.useSessionExpiration());
    // And four of the contact's state, and the visual mode.
    await waitFor(() => expect(messages(workspace, "up", "subscribe")).toHaveLength(8));
    expect(result.current).toMatchObject({ expiration: null, extensionFailed: false });
    const at = Date.now() + 60_000;
    workspace.warnExpiration(at);
    await waitFor(() => expect(result.current.expiration).toBe(at));
    workspace.failSessionExtension();
    await waitFor(() => expect(result.current.extensionFailed).toBe(true));
    workspace.warnExpiration(at + 1);
    await waitFor(() =>
      expect(result.current).toMatchObject({ expiration: at + 1, extensionFailed: false }),
    );
    workspace.failSessionExtension();
    await waitFor(() => expect(result.current.extensionFailed).toBe(true));
    result.current.extend();
    await waitFor(() =>
      expect(messages(workspace, "up", "request")).toContainEqual(
        expect.objectContaining({ command: "sendActivity" }),
      ),
    );
    workspace.clearExpirationWarning();
    await waitFor(() =>
      expect(result.current).toMatchObject({ expiration: null, extensionFailed: false }),
    );
  });

  it("a missing permission is a state that names it", async () => {
    const { connect, renderHook, contactId } = await frameApp({ permissions: [] });
    const { result } = renderHook(() => ({
      agent: connect.useAgent(),
      queue: connect.useConnectRequest(ContactClient, "getQueue", contactId),
      all: connect.useConnectRequest(ContactClient, "listContacts"),
    }));
    const denied = (permission: string) => ({
      status: "failed",
      error: {
        code: "permission-denied",
        permission,
        message: expect.stringContaining(`The app needs ${permission}.`),
      },
    });
    await waitFor(() =>
      expect(result.current).toMatchObject({
        agent: denied("User.Details.View"),
        queue: denied("Contact.Details.View"),
        all: denied("*"),
      }),
    );
  });
});

function Reader({ connect, seen }: { connect: ConnectModule; seen: unknown[] }) {
  seen.push(connect.useConnectionHealth(), connect.useContactState("one"), connect.useVisualMode());
  return null;
}

it("on a server nothing is known yet", async () => {
  const { connect } = await frameApp();
  const { renderToString } = await import("react-dom/server");
  const { ConnectAppProvider } = connect;
  const seen: unknown[] = [];
  renderToString(
    <ConnectAppProvider>
      <Reader connect={connect} seen={seen} />
    </ConnectAppProvider>,
  );
  expect(seen).toEqual(["unknown", "unknown", null]);
});

it("outside the provider a hook names the fix", async () => {
  const { useAgent } = await import("@/lib/connect");
  expect(() => renderHook(() => useAgent())).toThrow("inside <ConnectAppProvider>");
});
