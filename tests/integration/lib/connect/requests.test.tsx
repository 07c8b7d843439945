// @vitest-environment jsdom
import { AgentClient, AgentTopicKey, ContactClient } from "@amazon-connect/contact";
import { act, waitFor } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { requestError } from "@/lib/connect/errors";
import { type ConnectRequestResult, combineRequests } from "@/lib/connect/requests";
import { type ConnectModule, frameApp, type Harness, messages } from "../../workspace-harness";

function Channel({ connect, id }: { connect: ConnectModule; id: string }) {
  const channel = connect.useConnectRequest(ContactClient, "getChannelType", id);
  return channel.status === "ready" ? <p>{channel.data.type}</p> : null;
}

function requests({ workspace }: Harness, command: string) {
  return messages(workspace, "up", "request").filter(
    (message) => "command" in message && message.command === command,
  );
}

async function connected(options?: Parameters<typeof frameApp>[0]) {
  const harness = await frameApp(options);
  const state = harness.renderHook(() => harness.connect.useConnectionState());
  await waitFor(() => expect(state.result.current).toMatchObject({ running: true }));
  return harness;
}

it("components with the same request share it and its response", async () => {
  const harness = await connected();
  const { connect, render } = harness;
  const { ConnectAppProvider } = connect;
  const { findAllByText } = render(
    <ConnectAppProvider>
      {["a", "b", "c", "d"].map((key) => (
        <Channel key={key} connect={connect} id={harness.contactId} />
      ))}
    </ConnectAppProvider>,
  );
  expect(await findAllByText("voice")).toHaveLength(4);
  expect(requests(harness, "contact/getChannelType")).toHaveLength(1);

  const late = harness.renderHook(() =>
    connect.useConnectRequest(ContactClient, "getChannelType", harness.contactId),
  );
  expect(late.result.current.status).toBe("ready");
  await harness.settle();
  expect(requests(harness, "contact/getChannelType")).toHaveLength(1);
});

it("a component that mounts while the app is in front requests the attributes once", async () => {
  const harness = await connected();
  const { connect, renderHook, contactId } = harness;
  const { result } = renderHook(() => connect.useContactAttributes(contactId));
  await waitFor(() => expect(result.current.status).toBe("ready"));
  await harness.settle();
  expect(requests(harness, "contact/getAttributes")).toHaveLength(1);
});

it("without a contact id a request waits and is not sent", async () => {
  const harness = await connected({ permissions: ["*"] });
  const { connect, renderHook, contactId } = harness;
  const { result } = renderHook(() => {
    const [id, setId] = useState<string | null>(null);
    return { contact: connect.useContact(id), attributes: connect.useContactAttributes(id), setId };
  });
  await harness.settle();
  expect(result.current.contact.status).toBe("idle");
  expect(result.current.attributes.status).toBe("idle");
  expect(requests(harness, "contact/getQueue")).toHaveLength(0);
  act(() => result.current.setId(contactId));
  await waitFor(() => expect(result.current.contact.status).toBe("ready"));
  expect(result.current.attributes.status).toBe("ready");
});

it("a response is forgotten a minute after its last component has gone", async () => {
  const harness = await connected();
  const { connect, renderHook, contactId } = harness;
  const queue = () => connect.useConnectRequest(ContactClient, "getQueue", contactId);
  const first = renderHook(queue);
  await waitFor(() => expect(first.result.current.status).toBe("ready"));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  first.unmount();
  vi.advanceTimersByTime(59_000);
  const second = renderHook(queue);
  expect(second.result.current.status).toBe("ready");
  second.unmount();
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  expect(renderHook(queue).result.current.status).toBe("loading");
});

it("other arguments are another request, whose response replaces the first", async () => {
  const harness = await connected({ permissions: ["*"] });
  const { connect, renderHook, contactId } = harness;
  const { result } = renderHook(() => {
    const [names, setNames] = useState(["orderId"]);
    const attributes = connect.useConnectRequest(ContactClient, "getAttributes", contactId, names);
    return { attributes, setNames };
  });
  await waitFor(() => expect(result.current.attributes).toMatchObject({ data: { orderId: "42" } }));
  act(() => result.current.setNames(["language"]));
  expect(result.current.attributes.status).toBe("loading");
  await waitFor(() =>
    expect(result.current.attributes).toMatchObject({ data: { language: "pt" } }),
  );
});

it("a refused request is a state with the workspace's own words", async () => {
  const { connect, renderHook } = await connected({ permissions: ["*"] });
  const { result } = renderHook(() =>
    connect.useConnectRequest(ContactClient, "getChannelType", "no-such-contact"),
  );
  await waitFor(() =>
    expect(result.current).toMatchObject({
      status: "failed",
      error: { code: "request-failed", message: expect.stringContaining("no-such-contact") },
    }),
  );
});

it("a request that fails again for another reason shows that one", async () => {
  const harness = await connected({ permissions: ["*"] });
  const { connect, renderHook, workspace } = harness;
  const { result } = renderHook(() =>
    connect.useConnectRequest(ContactClient, "getQueue", "no-such-contact"),
  );
  await waitFor(() => expect(result.current.status).toBe("failed"));
  const { error: first } = result.current as { error: Error };
  workspace.setFault("failingRequests", ["contact/getQueue"]);
  result.current.refetch();
  await waitFor(() => expect(result.current).not.toMatchObject({ error: first }));
  const { error: second } = result.current as { error: Error };
  expect(second.message).not.toBe(first.message);
});

it("a response is kept as long as a component shows it", async () => {
  const { connect, renderHook, contactId } = await connected();
  const queue = () => connect.useConnectRequest(ContactClient, "getQueue", contactId);
  const stays = renderHook(queue);
  const leaves = renderHook(queue);
  await waitFor(() => expect(stays.result.current.status).toBe("ready"));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  leaves.unmount();
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  expect(renderHook(queue).result.current.status).toBe("ready");
});

it("of combined requests a failed one determines the state, in whatever order", () => {
  const refetch = () => {};
  const loading = { status: "loading", refetch } as const;
  const failed = { status: "failed", error: requestError(null, "x"), refetch } as const;
  const ready = { status: "ready", data: 1, refetch } as const;
  const combined = (a: ConnectRequestResult<number>, b: ConnectRequestResult<number>) =>
    combineRequests({ a, b }).status;
  expect(combined(ready, ready)).toBe("ready");
  expect(combined(loading, ready)).toBe("loading");
  expect(combined(failed, loading)).toBe("failed");
  expect(combined(loading, failed)).toBe("failed");
});

it("a response that arrives after the component has unmounted changes nothing", async () => {
  const harness = await connected();
  const { connect, renderHook, contactId } = harness;
  const render = vi.fn(() => connect.useConnectRequest(ContactClient, "getQueue", contactId));
  const { unmount } = renderHook(render);
  unmount();
  render.mockClear();
  await harness.settle();
  expect(render).not.toHaveBeenCalled();
});

it("a refetch keeps the response on screen, and an equal response renders nothing", async () => {
  const harness = await connected();
  const { connect, renderHook, contactId } = harness;
  const render = vi.fn(() => connect.useConnectRequest(ContactClient, "getQueue", contactId));
  const { result } = renderHook(render);
  await waitFor(() => expect(result.current.status).toBe("ready"));
  await harness.settle();
  const asked = requests(harness, "contact/getQueue").length;
  render.mockClear();
  result.current.refetch();
  await harness.settle();
  expect(requests(harness, "contact/getQueue")).toHaveLength(asked + 1);
  expect(render).not.toHaveBeenCalled();
});

it("a refetch of combined requests sends each of them again", async () => {
  const harness = await connected();
  const { result } = harness.renderHook(() => harness.connect.useAgent());
  await waitFor(() => expect(result.current.status).toBe("ready"));
  await harness.settle();
  const [arns, names] = ["agent/getARN", "agent/getName"].map(
    (command) => () => requests(harness, command).length,
  );
  const before = [arns?.(), names?.()];
  result.current.refetch();
  await waitFor(() => expect(arns?.()).toBe(Number(before[0]) + 1));
  expect(names?.()).toBe(Number(before[1]) + 1);
});

it("fifty events in one tick cause one render and two requests", async () => {
  const harness = await connected({ permissions: ["*"], idle: true });
  const { connect, renderHook, workspace } = harness;
  const render = vi.fn(() => connect.useAgentState());
  const { result } = renderHook(render);
  await waitFor(() => expect(result.current).toMatchObject({ data: { name: "Available" } }));
  await harness.settle();
  const asked = requests(harness, "agent/getState").length;
  render.mockClear();
  for (let turn = 0; turn < 25; turn += 1) {
    workspace.setAgentState("Offline");
    workspace.setAgentState("Available");
  }
  workspace.setAgentState("Offline");
  await harness.settle();
  expect(result.current).toMatchObject({ data: { name: "Offline" } });
  expect(requests(harness, "agent/getState").length - asked).toBeLessThanOrEqual(2);
  // StrictMode calls a component twice for each render.
  expect(render.mock.calls.length).toBeLessThanOrEqual(2);
});

it("fifty events in one tick cause one render of each component that keeps the last", async () => {
  const harness = await connected({ permissions: ["*"], idle: true });
  const { connect, renderHook, workspace } = harness;
  const subscribers = Array.from({ length: 5 }, () => {
    const render = vi.fn(() => {
      const [last, setLast] = useState("");
      connect.useConnectEvent(AgentClient, "StateChanged", ({ state }) => setLast(state));
      return last;
    });
    return { render, ...renderHook(render) };
  });
  await waitFor(() => expect(messages(workspace, "up", "subscribe").length).toBeGreaterThan(4));
  for (const { render } of subscribers) render.mockClear();
  for (let turn = 0; turn < 25; turn += 1) {
    workspace.setAgentState("Offline");
    workspace.setAgentState("Available");
  }
  await harness.settle();
  for (const { render, result } of subscribers) {
    expect(result.current).toBe("Available");
    expect(render.mock.calls.length).toBeLessThanOrEqual(2);
  }
});

/** Listeners that the SDK still holds: subscriptions, and its own error and status handlers. */
async function listenersOfSdk() {
  const { AmazonConnectApp } = await import("@amazon-connect/app");
  const proxy = AmazonConnectApp.default.getProxy() as unknown as {
    subscriptions: { getAllSubscriptionHandlerIds(): unknown[] };
    errorService: { errorHandlers: Set<unknown> };
  };
  return {
    subscriptions: proxy.subscriptions.getAllSubscriptionHandlerIds().length,
    errorHandlers: proxy.errorService.errorHandlers.size,
  };
}

function Subscriber({ connect, id }: { connect: ConnectModule; id: string }) {
  connect.useContactState(id);
  connect.useConnectEvent(AgentClient, "StateChanged", () => {});
  connect.useConnectEvent(AgentClient, "RoutingProfileChanged", () => {});
  connect.useConnectEvent(AgentClient, "EnabledChannelListChanged", () => {});
  connect.useContactAttributes(id);
  connect.useAgent();
  connect.useAppErrors(() => {});
  connect.useAppLifecycle({ onStart() {}, onStop() {}, onDestroy() {} });
  return null;
}

it("a thousand components that come and go leave no listener behind", {
  timeout: 30_000,
}, async () => {
  const { connect, render, workspace, contactId } = await connected({ permissions: ["*"] });
  const before = await listenersOfSdk();
  const { ConnectAppProvider } = connect;
  const subscribers = (count: number) => (
    <ConnectAppProvider>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Subscriber key={index} connect={connect} id={contactId} />
      ))}
    </ConnectAppProvider>
  );
  const { rerender, unmount } = render(subscribers(1_000));
  await waitFor(async () => expect((await listenersOfSdk()).subscriptions).toBeGreaterThan(3_000));
  rerender(subscribers(0));
  expect(await listenersOfSdk()).toEqual(before);
  unmount();
  // The workspace keeps a subscription per topic, and has been told to drop each.
  await waitFor(() => {
    const dropped = messages(workspace, "up", "unsubscribe").map(
      (message) => "topic" in message && message.topic.key,
    );
    expect(new Set(dropped)).toEqual(
      new Set([
        AgentTopicKey.StateChanged,
        AgentTopicKey.RoutingProfileChanged,
        AgentTopicKey.EnabledChannelListChanged,
      ]),
    );
  });
});
