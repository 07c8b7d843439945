// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { frameApp } from "../../workspace-harness";

it("a contact's customer number that could not be read can be requested again", async () => {
  const { workspace, contactId, connect, render } = await frameApp();
  const { ConnectionGate } = await import("@/components/connection/connection-gate");
  const { CustomerCard } = await import("@/components/customer/customer-card");
  workspace.setFault("failingRequests", ["contact/getAttributes"]);
  render(
    <connect.ConnectAppProvider>
      <ConnectionGate>
        <CustomerCard contactId={contactId} />
      </ConnectionGate>
    </connect.ConnectAppProvider>,
  );
  await screen.findByText("Couldn't load this from the workspace. Try again.");
  workspace.setFault("failingRequests", []);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("This contact has no customer number.")).toBeTruthy();
});
