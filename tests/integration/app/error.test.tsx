// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { frameApp, messages } from "../workspace-harness";

async function breakPage(error: unknown) {
  const harness = await frameApp();
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { default: ErrorPage } = await import("@/app/error");
  const { ConnectAppProvider } = harness.connect;
  const retry = vi.fn();
  harness.render(
    <ConnectAppProvider>
      <ErrorPage error={error} retry={retry} />
    </ConnectAppProvider>,
  );
  return { ...harness, retry };
}

it("a page that failed is in the workspace's log without customer data, and can be retried", async () => {
  const { workspace, retry } = await breakPage(new Error("no order of sam@example.com"));
  await waitFor(() =>
    expect(messages(workspace, "up", "log")).toContainEqual(
      expect.objectContaining({ message: "no order of [redacted]", level: 5 }),
    ),
  );
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});

it("a page that threw something other than an error is reported, too", async () => {
  const { workspace } = await breakPage(null);
  await waitFor(() =>
    expect(messages(workspace, "up", "log")).toContainEqual(
      expect.objectContaining({ message: "null", level: 5 }),
    ),
  );
});

it("a script that a deployment has replaced means a new version, and a reload", async () => {
  const stale = Object.assign(new Error("Failed to load chunk"), { name: "ChunkLoadError" });
  const { retry } = await breakPage(stale);
  expect(screen.getByRole("heading").textContent).toBe("A new version of this app is available");
  fireEvent.click(screen.getByRole("button", { name: "Reload" }));
  expect(retry).not.toHaveBeenCalled();
});
