// @vitest-environment jsdom
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import type { ComponentType } from "react";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { documents, type Example, readExamples } from "./examples";
import { frameApp, type Harness, messages } from "../integration/workspace-harness";

const folder = "test-results/running-examples";
const examples = (await Promise.all(documents.map(readExamples)))
  .flat()
  .filter(({ permissions }) => permissions.length > 0);

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(() => rm(folder, { recursive: true }));

/** Shows the component of an example to a contact's app, and has the contact and the agent change. */
async function run({ name, code }: Example, permissions: string[]): Promise<Harness> {
  const harness = await frameApp({ permissions });
  const { connect, workspace, contactId, render } = harness;
  const file = join(folder, name);
  await writeFile(file, code);
  const [Component] = Object.values<ComponentType<object>>(await import(resolve(file)));
  if (!Component) throw new Error(`${name} exports no component`);
  const { ConnectionGate } = await import("@/components/connection/connection-gate");
  render(
    <connect.ConnectAppProvider>
      <ConnectionGate>
        <Component {...{ contactId, save: async () => {} }} />
      </ConnectionGate>
    </connect.ConnectAppProvider>,
  );
  await waitFor(() => {
    for (const button of screen.queryAllByRole("button")) fireEvent.click(button);
    expect(sent(harness)).not.toHaveLength(0);
  });
  workspace.setAgentState("Lunch");
  const [participant] = workspace.getSnapshot().contacts[0]?.participants ?? [];
  if (participant) workspace.holdParticipant(participant.id);
  workspace.endContact(contactId);
  // Answered in the order of asking: what came before has been answered too.
  const { AmazonConnectApp } = await import("@amazon-connect/app");
  await AmazonConnectApp.default.getProxy().request("aws.connect.activity", "sendActivity");
  return harness;
}

function sent({ workspace }: Harness) {
  return [...messages(workspace, "up", "request"), ...messages(workspace, "up", "subscribe")];
}

function refused({ workspace }: Harness) {
  const responses = messages(workspace, "down", "response").filter(
    (message) => "errorKey" in message && message.errorKey === "noPermission",
  );
  return [...responses, ...messages(workspace, "down", "error")];
}

it.each(examples)("$name runs with the permissions that it names", async (example) => {
  const harness = await run(example, example.permissions);
  expect(refused(harness)).toEqual([]);
});

it.each(examples)("$name is refused without them", async (example) => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const harness = await run(example, []);
  expect(refused(harness)).not.toEqual([]);
});
