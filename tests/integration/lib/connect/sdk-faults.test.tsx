// @vitest-environment jsdom
import { waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { frameApp, messages } from "../../workspace-harness";

// Each SDK bug has two tests: the SDK itself has the bug, lib/connect does not. When a new SDK version fixes a bug,
// its first test fails, and the workaround in lib/connect can be removed.

async function rawSdk() {
  const { AmazonConnectApp } = await import("@amazon-connect/app");
  const contact = await import("@amazon-connect/contact");
  return { AmazonConnectApp, ...contact };
}

/** Connects without the binding. Resolves when the app is created. */
async function initRaw() {
  const sdk = await rawSdk();
  const { provider } = await new Promise<{ provider: InstanceType<typeof sdk.AmazonConnectApp> }>(
    (resolve) => {
      const initialised = sdk.AmazonConnectApp.init({
        onCreate: async () => void setTimeout(() => resolve(initialised)),
      });
    },
  );
  return { ...sdk, provider };
}

afterEach(() => void vi.useRealTimers());

describe("the context of a late start", () => {
  it("lacks the scope in the SDK", async () => {
    const { settle } = await frameApp();
    const { provider } = await initRaw();
    await settle();
    const scope = await new Promise((resolve) =>
      provider.onStart(async ({ context }) => resolve(context.scope), { invokeIfRunning: true }),
    );
    expect(scope).toBeUndefined();
  });

  it("is complete in the binding, even if a component mounts late", async () => {
    const { connect, renderHook, contactId } = await frameApp();
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current).toMatchObject({ running: true }));
    const { result } = renderHook(() => connect.useAppContext());
    expect(result.current.scope).toEqual({ type: "contact", contactId });
  });
});

describe("a request without a response", () => {
  const never = async () => {
    const harness = await frameApp();
    harness.workspace.setFault("slowRequests", 60_000);
    vi.spyOn(console, "error").mockImplementation(() => {});
    return harness;
  };
  const passThirtySeconds = () => vi.advanceTimersByTimeAsync(30_000);

  it("rejects with something that is no Error in the SDK", async () => {
    await never();
    const { AgentClient, provider } = await initRaw();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const asked = new AgentClient(provider).getARN().catch((reason: unknown) => reason);
    await passThirtySeconds();
    const reason = await asked;
    expect(reason).not.toBeInstanceOf(Error);
    expect(reason).toMatchObject({ errorKey: "clientTimeout" });
  });

  it("rejects with a coded error in the binding, from the SDK's own client too", async () => {
    const { connect, renderHook } = await never();
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    const { AgentClient } = await rawSdk();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const asked = connect.connection
      .getClient(AgentClient)
      .getARN()
      .catch((reason: unknown) => reason);
    await passThirtySeconds();
    const reason = await asked;
    expect(reason).toBeInstanceOf(Error);
    expect(reason).toMatchObject({
      code: "request-timeout",
      message: "agent/getARN: Client Timeout",
      docsUrl: "docs/connect.md#request-timeout",
      cause: { errorKey: "clientTimeout" },
    });
    expect(connect.isConnectAppError(reason)).toBe(true);
  });
});

describe("`init` on a server", () => {
  const asServer = async <Result,>(run: () => Promise<Result>): Promise<Result> => {
    vi.stubGlobal("window", undefined);
    vi.stubGlobal("document", undefined);
    try {
      return await run();
    } finally {
      vi.unstubAllGlobals();
    }
  };

  it("throws in the SDK, and breaks every later call in the process", async () => {
    await frameApp();
    const { AmazonConnectApp } = await rawSdk();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const init = () => AmazonConnectApp.init({ onCreate: async () => {} });
    await asServer(async () => expect(init).toThrow());
    expect(init).toThrow(
      expect.objectContaining({ errorKey: "attemptInitializeMultipleProviders" }),
    );
  });

  it("does nothing in the binding, which still connects in the browser", async () => {
    const { connect } = await frameApp();
    await asServer(async () => connect.connection.connect());
    expect(connect.connection.getState().status).toBe("connecting");
    connect.connection.connect();
    await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
  });
});

describe("a second copy of core", () => {
  it("has no provider in the SDK: a client made without one fails", async () => {
    await frameApp();
    await initRaw();
    vi.resetModules();
    const { AgentClient } = await import("@amazon-connect/contact");
    await expect(new AgentClient().getARN()).rejects.toThrow("has not been set");
  });

  it("gets the provider from the binding, and works", async () => {
    const { connect, renderHook } = await frameApp();
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    vi.resetModules();
    const { AgentClient } = await import("@amazon-connect/contact");
    await expect(connect.connection.getClient(AgentClient).getName()).resolves.toBe("Ana");
  });
});

describe("one handler that is subscribed twice", () => {
  it("is called once in the SDK, and one `off` ends both", async () => {
    const { workspace, contactId, settle } = await frameApp();
    const { ContactClient, provider } = await initRaw();
    const contacts = new ContactClient(provider);
    const handler = vi.fn(async () => {});
    contacts.onStartingAcw(handler, contactId);
    contacts.onStartingAcw(handler, contactId);
    contacts.offStartingAcw(handler, contactId);
    await settle();
    workspace.endContact(contactId);
    await settle();
    expect(handler).not.toHaveBeenCalled();
  });

  it("is heard by each component in the binding, until that one unmounts", async () => {
    const { connect, renderHook, workspace, contactId, settle } = await frameApp();
    const { ContactClient } = await rawSdk();
    const handler = vi.fn();
    const listen = () =>
      renderHook(() => connect.useConnectEvent(ContactClient, "StartingAcw", handler, contactId));
    const first = listen();
    listen();
    await waitFor(() => expect(messages(workspace, "up", "subscribe").length).toBeGreaterThan(1));
    first.unmount();
    await settle();
    workspace.endContact(contactId);
    await waitFor(() => expect(handler).toHaveBeenCalledOnce());
  });
});

describe("an acknowledge after the timeout", () => {
  it("creates an app in the SDK whose requests are never sent", async () => {
    const { workspace } = await frameApp();
    workspace.setFault("lateAcknowledge", 60);
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { AmazonConnectApp, AgentClient } = await rawSdk();
    const created = vi.fn(async () => {});
    const { provider } = AmazonConnectApp.init({
      onCreate: created,
      workspace: { connectionTimeout: 20 },
    });
    await waitFor(() => expect(created).toHaveBeenCalled());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const reason = new AgentClient(provider).getARN().catch((cause: unknown) => cause);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await reason).toMatchObject({ errorKey: "clientTimeout" });
    expect(messages(workspace, "up", "request")).toEqual([]);
  });

  it("is a state of its own in the binding, which refuses requests at once", async () => {
    const { connect, workspace } = await frameApp();
    workspace.setFault("lateAcknowledge", 60);
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { AgentClient } = await rawSdk();
    const late = connect.createConnection({ connectionTimeout: 20 });
    const codes: unknown[] = [];
    late.subscribe(() => {
      const state = late.getState();
      codes.push(state.status === "failed" && state.error.code);
    });
    late.connect();
    await waitFor(() => expect(codes).toEqual(["connect-timeout", "connect-late"]));
    expect(late.getState()).toMatchObject({
      error: { message: "The workspace responded too late." },
    });
    expect(() => late.getClient(AgentClient)).toThrow("needs a connected app");
  });
});

describe("outside a workspace", () => {
  it("a request waits silently in the SDK", async () => {
    await frameApp();
    vi.restoreAllMocks();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { AmazonConnectApp, AgentClient } = await rawSdk();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { provider } = AmazonConnectApp.init({ onCreate: async () => {} });
    const settled = vi.fn();
    void new AgentClient(provider).getARN().then(settled, settled);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(settled).not.toHaveBeenCalled();
  });

  it("a request fails at once in the binding, in every form", async () => {
    const { connect, renderHook } = await frameApp();
    vi.restoreAllMocks();
    const { AgentClient } = await rawSdk();
    const { result } = renderHook(() => connect.useAgent());
    await waitFor(() =>
      expect(result.current).toMatchObject({ status: "failed", error: { code: "not-connected" } }),
    );
    expect(() => connect.connection.getClient(AgentClient)).toThrow("needs a connected app");
  });
});
