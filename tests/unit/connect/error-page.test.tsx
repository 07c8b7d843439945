// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { frameApp, messages } from "./workspace-harness";

async function breakPage(error: Error & { digest?: string }) {
  const harness = await frameApp();
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { default: ErrorPage } = await import("@/app/error");
  const { ConnectAppProvider } = harness.connect;
  const reset = vi.fn();
  harness.render(
    <ConnectAppProvider>
      <ErrorPage error={error} reset={reset} />
    </ConnectAppProvider>,
  );
  return { ...harness, reset };
}

it("a page that broke is in the workspace's log without customer data, and may be tried again", async () => {
  const { workspace, reset } = await breakPage(new Error("no order of sam@example.com"));
  await waitFor(() =>
    expect(messages(workspace, "up", "log")).toContainEqual(
      expect.objectContaining({ message: "no order of [redacted]", level: 5 }),
    ),
  );
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(reset).toHaveBeenCalledOnce();
});

it("a script that a deployment has replaced is a new version, and a reload", async () => {
  const stale = Object.assign(new Error("Failed to load chunk"), { name: "ChunkLoadError" });
  const { reset } = await breakPage(stale);
  expect(screen.getByRole("heading").textContent).toBe("There is a new version of this app");
  fireEvent.click(screen.getByRole("button", { name: "Reload" }));
  expect(reset).not.toHaveBeenCalled();
});
