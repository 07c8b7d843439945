// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { frameApp } from "../../workspace-harness";

async function showCard() {
  const { workspace, contactId, connect, render } = await frameApp();
  const { ConnectionGate } = await import("@/components/connection/connection-gate");
  const { CustomerCard } = await import("@/components/customer/customer-card");
  const show = () =>
    render(
      <connect.ConnectAppProvider>
        <ConnectionGate>
          <CustomerCard contactId={contactId} />
        </ConnectionGate>
      </connect.ConnectAppProvider>,
    );
  return { workspace, show };
}

it("a contact whose attributes could not be read can be requested again", async () => {
  const { workspace, show } = await showCard();
  workspace.setFault("failingRequests", ["contact/getAttributes"]);
  show();
  await screen.findByText("Couldn't load the customer number from the workspace. Try again.");
  workspace.setFault("failingRequests", []);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("This contact has no customer number.");
});

it("a contact whose attributes are no object has no customer", async () => {
  const { workspace, show } = await showCard();
  Object.assign(workspace.getSnapshot().contacts[0] as object, { attributes: null });
  show();
  expect(await screen.findByText("This contact has no customer number.")).toBeTruthy();
});
