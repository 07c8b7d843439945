// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { it } from "vitest";
import { frameApp } from "../connect/workspace-harness";

it("a contact whose attributes could not be read can be asked about again", async () => {
  const { workspace, contactId, connect, render } = await frameApp();
  workspace.setFault("failingRequests", ["contact/getAttributes"]);
  const { ConnectionGate } = await import("@/components/connection/connection-gate");
  const { CustomerCard } = await import("@/components/customer/customer-card");
  render(
    <connect.ConnectAppProvider>
      <ConnectionGate>
        <CustomerCard contactId={contactId} />
      </ConnectionGate>
    </connect.ConnectAppProvider>,
  );
  await screen.findByText("The workspace did not say which customer this is.");
  workspace.setFault("failingRequests", []);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("This contact has no customer number.");
});
