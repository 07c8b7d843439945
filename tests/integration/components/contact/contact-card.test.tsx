// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { type FrameOptions, frameApp } from "../../workspace-harness";

async function showCard(failing: string[], options: FrameOptions = {}) {
  const { workspace, contactId, connect, render } = await frameApp(options);
  workspace.setFault("failingRequests", failing);
  const { ConnectionGate } = await import("@/components/connection/connection-gate");
  const { ContactCard } = await import("@/components/contact/contact-card");
  render(
    <connect.ConnectAppProvider>
      <ConnectionGate>
        <ContactCard contactId={contactId} />
      </ConnectionGate>
    </connect.ConnectAppProvider>,
  );
  return workspace;
}

it("details of a contact that failed to load can be requested again", async () => {
  const workspace = await showCard(["*"]);
  await waitFor(() =>
    expect(screen.getAllByText("Couldn't load this from the workspace. Try again.")).toHaveLength(
      2,
    ),
  );
  workspace.setFault("failingRequests", []);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("voice")).toBeTruthy();
  expect(await screen.findByText("orderId")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

it("details without permission cannot be requested again", async () => {
  await showCard([], { permissions: ["Contact.Details.View"] });
  expect(
    await screen.findByText(/^This app doesn't have permission.*Contact\.Attributes\.View/),
  ).toBeTruthy();
  expect(await screen.findByText("voice")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});
