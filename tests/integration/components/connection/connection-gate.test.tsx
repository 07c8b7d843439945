// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { frameApp, setHealth } from "../../workspace-harness";

async function frameForm() {
  const harness = await frameApp();
  const { ConnectionGate } = await import("@/components/connection/connection-gate");
  const { ConnectAppProvider } = harness.connect;
  harness.render(
    <ConnectAppProvider>
      <ConnectionGate>
        <input aria-label="Note" />
      </ConnectionGate>
    </ConnectAppProvider>,
  );
  return harness;
}

it("says that the app is connecting, then shows it", async () => {
  await frameForm();
  expect(screen.getByRole("heading").textContent).toContain("Connecting");
  await screen.findByLabelText("Note");
});

it("keeps what the agent typed while the workspace does not respond, and afterwards", async () => {
  await frameForm();
  const note = await screen.findByLabelText("Note");
  fireEvent.change(note, { target: { value: "wants a refund" } });

  await setHealth(false);
  expect((await screen.findByRole("alert")).textContent).toContain("stopped responding");
  expect(screen.getByLabelText<HTMLInputElement>("Note").value).toBe("wants a refund");

  await setHealth(true);
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(screen.getByLabelText<HTMLInputElement>("Note").value).toBe("wants a refund");
});

it("a window of its own says what the app is, at once", async () => {
  vi.resetModules();
  const { ConnectAppProvider } = await import("@/lib/connect");
  const { ConnectionGate } = await import("@/components/connection/connection-gate");
  const { render } = await import("@testing-library/react");
  render(
    <ConnectAppProvider>
      <ConnectionGate>app</ConnectionGate>
    </ConnectAppProvider>,
  );
  expect(screen.getByRole("heading").textContent).toContain("Amazon Connect agent workspace");
});
