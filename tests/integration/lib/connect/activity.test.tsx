// @vitest-environment jsdom
import { waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { frameApp, messages } from "../../workspace-harness";

describe("the agent's activity", () => {
  it("is reported to the workspace once in 30 s, for any amount of typing", async () => {
    const { connect, renderHook, workspace } = await frameApp({ permissions: ["*"] });
    const { result } = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(result.current.status).toBe("connected"));
    const sent = () =>
      messages(workspace, "up", "request").filter(
        (message) => "command" in message && message.command === "sendActivity",
      );
    // The first sign of life counts, however young the document is.
    const now = vi.spyOn(performance, "now").mockReturnValue(1_000);
    for (let key = 0; key < 20; key += 1) document.dispatchEvent(new KeyboardEvent("keydown"));
    await waitFor(() => expect(sent()).toHaveLength(1));
    // The SDK's own pause is 1 s of the real clock.
    const passSdkPause = () => new Promise((resolve) => setTimeout(resolve, 1_050));
    await passSdkPause();
    now.mockReturnValue(30_999);
    document.dispatchEvent(new Event("pointerdown"));
    await passSdkPause();
    expect(sent()).toHaveLength(1);
    now.mockReturnValue(31_000);
    document.dispatchEvent(new Event("pointerdown"));
    await waitFor(() => expect(sent()).toHaveLength(2));
  });

  it("counts where a component keeps the event to itself, until the provider unmounts", async () => {
    const { connect, renderHook } = await frameApp();
    const { result, unmount } = renderHook(() => connect.useConnectionState());
    await waitFor(() => expect(result.current.status).toBe("connected"));
    const sendActivity = vi.spyOn(connect.connection, "sendActivity").mockReturnValue();
    const input = document.body.appendChild(document.createElement("input"));
    input.addEventListener("keydown", (event) => event.stopPropagation());
    const type = () => input.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true }));
    type();
    expect(sendActivity).toHaveBeenCalledOnce();
    unmount();
    vi.spyOn(performance, "now").mockReturnValue(1e9);
    type();
    expect(sendActivity).toHaveBeenCalledOnce();
    input.remove();
  });
});
