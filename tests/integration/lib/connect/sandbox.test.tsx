// @vitest-environment jsdom
import { waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { registration } from "@/simulator/registration";
import { frameApp } from "../../workspace-harness";

const defaults = ["allow-forms", "allow-popups", "allow-same-origin", "allow-scripts"];

describe("useSandboxToken", () => {
  it.each([
    ["a token of the registration", { sandbox: defaults, allow: [] }, true],
    ["a token that it lacks", { sandbox: ["allow-scripts"], allow: [] }, false],
    ["a workspace that does not say", undefined, true],
    ["a list that cannot be this frame's", { sandbox: [], allow: [] }, true],
  ])("%s", async (_, iframeConfig, expected) => {
    const app = { ...registration("http://localhost:3000/"), iframeConfig };
    const { connect, renderHook } = await frameApp({ apps: [app] });
    const state = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(state.result.current.status).toBe("connected"));
    const { result } = renderHook(() => connect.useSandboxToken("allow-popups"));
    expect(result.current).toBe(expected);
  });
});

it("a frame without an origin says so at once, and sends no handshake", async () => {
  const { connect, handshakes } = await frameApp();
  vi.stubGlobal("origin", "null");
  connect.connection.connect();
  expect(connect.connection.getState()).toMatchObject({
    status: "failed",
    error: { code: "opaque-origin", message: "The frame's sandbox lacks allow-same-origin." },
  });
  expect(handshakes()).toBe(0);
  vi.unstubAllGlobals();
});
