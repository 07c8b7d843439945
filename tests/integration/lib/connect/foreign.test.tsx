// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { isSameData } from "@/lib/connect/connection";
import { contextFrom, textOf } from "@/lib/connect/foreign";
import { registration } from "@/simulator/registration";
import { frameApp, type Harness } from "../../workspace-harness";

/** Makes of the contact on the desk what the SDK's types do not allow. */
function changeContact(workspace: Harness["workspace"], parts: object): void {
  Object.assign(workspace.getSnapshot().contacts[0] as object, parts);
}

async function show({ connect, render }: Harness, app: ReactNode) {
  const { ConnectionGate } = await import("@/components/connection/connection-gate");
  render(
    <connect.ConnectAppProvider>
      <ConnectionGate>{app}</ConnectionGate>
    </connect.ConnectAppProvider>,
  );
}

describe("attributes that are no text", () => {
  it("are shown as text, and left out where there is none", async () => {
    const harness = await frameApp();
    const address = { city: "Porto" };
    changeContact(harness.workspace, {
      attributes: { orderId: 42, vip: true, address, nothing: null, tags: ["a", "b"] },
    });
    const { ContactCard } = await import("@/components/contact/contact-card");
    await show(harness, <ContactCard contactId={harness.contactId} />);
    for (const text of ["42", "true", '{"city":"Porto"}', '["a","b"]'])
      await screen.findByText(text);
    expect(screen.queryByText("nothing")).toBeNull();
  });

  it("are empty if the workspace sends nothing", async () => {
    const { renderHook, connect, contactId, workspace } = await frameApp();
    changeContact(workspace, { attributes: null });
    const { result } = renderHook(() => connect.useContactAttributes(contactId));
    await waitFor(() => expect(result.current).toMatchObject({ status: "ready", data: {} }));
  });
});

it("a contact without a channel does not break the page", async () => {
  const harness = await frameApp();
  changeContact(harness.workspace, { channel: { type: { name: "voice" } } });
  const { ContactCard } = await import("@/components/contact/contact-card");
  await show(harness, <ContactCard contactId={harness.contactId} />);
  await screen.findByText("orderId");
});

it("a registration with missing or malformed parts is read as far as possible", async () => {
  const app = { ...registration("http://localhost:3000/"), name: { text: "x" }, iframeConfig: {} };
  const { connect, renderHook } = await frameApp({ apps: [app as never] });
  const state = renderHook(() => connect.useConnectionState());
  await waitFor(() => expect(state.result.current.status).toBe("connected"));
  const { result } = renderHook(() => connect.useAppConfig());
  expect(result.current).toMatchObject({
    name: '{"text":"x"}',
    iframeConfig: { allow: [], sandbox: [] },
  });
});

it("a registration without a name, and an agent without one, have an empty name", async () => {
  const { name: _, ...app } = registration("http://localhost:3000/");
  const { connect, renderHook, workspace } = await frameApp({ apps: [app as never] });
  Object.assign(workspace.getSnapshot().agent, { arn: null, name: null });
  const { result } = renderHook(() => connect.useAgent());
  await waitFor(() =>
    expect(result.current).toMatchObject({ status: "ready", data: { arn: "", name: "" } }),
  );
  expect(connect.connection.getState()).toMatchObject({ context: { config: { name: "" } } });
});

it("what is malformed in a context counts as absent", () => {
  const context = (parts: object) => contextFrom({ config: {}, ...parts } as never);
  expect(context({ config: { permissions: ["*", 7, null] } }).config.permissions).toEqual(["*"]);
  expect(context({ config: null }).config).toMatchObject({ name: "", permissions: [] });
  expect(context({ scope: { type: "contact", contactId: 7 } }).scope).toBeUndefined();
  expect(context({}).scope).toBeUndefined();
  const scopes = [{ type: "contact", contactId: "one" }, { type: "idle" }];
  expect(scopes.map((scope) => context({ scope }).scope)).toEqual(scopes);
});

it("a value that is no text becomes JSON, or nothing", () => {
  const values = ["text", "", 7, null, undefined, 7n, new Map()];
  expect(values.map(textOf)).toEqual(["text", "", "7", undefined, undefined, undefined, "{}"]);
  expect(isSameData({ a: [1] }, { a: [1] })).toBe(true);
  expect(isSameData({ a: [1] }, { a: [2] })).toBe(false);
  // What has no text may be anything.
  expect(isSameData(7n, 7n)).toBe(false);
});
