// @vitest-environment jsdom
import { act, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { frameApp, messages } from "../../workspace-harness";

const granted = ["User.Configuration.View"];

it("useLanguage is the agent's language, and follows it", async () => {
  const { connect, renderHook, workspace, settle } = await frameApp({
    permissions: granted,
    settings: { language: "de_DE" },
  });
  const { result, unmount } = renderHook(() => connect.useLanguage());
  expect(result.current.status).toBe("loading");
  await waitFor(() => expect(result.current).toMatchObject({ status: "ready", data: "de_DE" }));
  await settle();
  act(() => workspace.setLanguage("es_ES"));
  await waitFor(() => expect(result.current).toMatchObject({ data: "es_ES" }));
  act(() => workspace.setLanguage(null));
  await waitFor(() => expect(result.current).toMatchObject({ status: "ready", data: null }));
  unmount();
  await settle();
  expect(messages(workspace, "up", "unsubscribe")).toMatchObject([
    { topic: { key: "languageChange" } },
  ]);
});

it("useLanguage names the permission that is missing, and does not subscribe without it", async () => {
  const { connect, renderHook, workspace, settle } = await frameApp({ permissions: [] });
  const { result } = renderHook(() => connect.useLanguage());
  await waitFor(() => expect(result.current.status).toBe("failed"));
  const { error } = result.current as { error: unknown };
  expect(error).toMatchObject({
    code: "permission-denied",
    permission: "User.Configuration.View",
  });
  await settle();
  expect(messages(workspace, "up", "subscribe")).toEqual([]);
});

it("useVisualMode is the workspace's mode from the start, and follows it", async () => {
  const { connect, renderHook, workspace } = await frameApp({
    permissions: ["*"],
    settings: { visualMode: "dark" },
  });
  const { result } = renderHook(() => connect.useVisualMode());
  expect(result.current).toBeNull();
  await waitFor(() => expect(result.current).toBe("dark"));
  act(() => workspace.setVisualMode("light"));
  await waitFor(() => expect(result.current).toBe("light"));
  act(() => workspace.setVisualMode("auto"));
  await waitFor(() => expect(result.current).toBe("auto"));
});

it("a component hears of a new visual mode until it unmounts", async () => {
  const { connect, renderHook, workspace, settle } = await frameApp({ permissions: ["*"] });
  const modes: unknown[] = [];
  const { unmount } = renderHook(() =>
    connect.useConnectEvent(
      connect.SettingsClient,
      "VisualModeChange",
      ({ visualMode }) => void modes.push(visualMode),
    ),
  );
  await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
  await settle();
  act(() => workspace.setVisualMode("dark"));
  await waitFor(() => expect(modes).toContain("dark"));
  unmount();
  act(() => workspace.setVisualMode("light"));
  await settle();
  expect(modes).not.toContain("light");
});

it("useVisualMode is null without the permission, and the workspace has nothing to refuse", async () => {
  const { connect, renderHook, workspace, settle } = await frameApp({
    permissions: granted,
    settings: { visualMode: "dark" },
  });
  const { result } = renderHook(() => connect.useVisualMode());
  await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
  await settle();
  expect(result.current).toBeNull();
  expect(messages(workspace, "down", "error")).toEqual([]);
});

it("a visual mode that does not exist is none", async () => {
  const { connect, renderHook, workspace } = await frameApp({
    permissions: ["*"],
    settings: { visualMode: "sepia" as never },
  });
  const { result } = renderHook(() => connect.useVisualMode());
  await waitFor(() => expect(messages(workspace, "down", "publish")).toHaveLength(1));
  await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
  expect(result.current).toBeNull();
});
