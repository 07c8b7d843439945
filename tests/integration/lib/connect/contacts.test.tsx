// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { NewContact } from "@/simulator/host/contacts/contact";
import { registration } from "@/simulator/registration";
import { type FrameOptions, frameApp, messages } from "../../workspace-harness";

const chat: NewContact = { channel: { type: "chat", subtype: "connect:Chat" }, customer: "Kim" };
const task: NewContact = {
  channel: { type: "task", subtype: "connect:Task" },
  customer: "Ordering",
};

/** An app that stays open for all contacts, opened on whatever is there: unless `idle`, a connected call. */
async function stayOverAll(permissions: string[], options: FrameOptions = {}) {
  const app = registration("http://localhost:3000/");
  const harness = await frameApp({
    ...options,
    apps: [{ ...app, permissions, contactHandling: { scope: "CROSS_CONTACTS" } }],
  });
  const { connect, renderHook } = harness;
  const { result } = renderHook(() => connect.useContacts());
  const state = renderHook(() => connect.useConnectionState());
  await waitFor(() => expect(state.result.current.status).toBe("connected"));
  return { ...harness, result };
}

/** The agent's pointer comes to the app's frame, from the rest of the workspace. */
function comeToTheApp() {
  document.documentElement.dispatchEvent(new Event("pointerenter"));
}

const details = ["Contact.Details.View"];

it("an app that was opened for a contact has that one", async () => {
  const { connect, renderHook, contactId, workspace, settle } = await frameApp();
  const { result } = renderHook(() => connect.useContacts());
  await waitFor(() => expect(result.current).toMatchObject({ contactId, contactIds: [contactId] }));
  await settle();
  act(() => workspace.acceptContact(workspace.offerContact(chat)));
  await settle();
  expect(result.current.contactIds).toEqual([contactId]);
});

it("an app for one contact has none on the idle desk", async () => {
  const { connect, renderHook, workspace, settle } = await frameApp({ idle: true });
  const { result } = renderHook(() => ({
    ...connect.useContacts(),
    ...connect.useConnectionState(),
  }));
  await waitFor(() => expect(result.current.status).toBe("connected"));
  await settle();
  act(() => workspace.acceptContact(workspace.offerContact(chat)));
  await settle();
  expect(result.current.contactId).toBeNull();
});

it("an app that stays open for all contacts has the one that is in front when it opens", async () => {
  const { result, contactId } = await stayOverAll(details);
  await waitFor(() => expect(result.current).toMatchObject({ contactId, contactIds: [contactId] }));
});

it("it has each contact that is connected from then on, until it is closed", async () => {
  const { result, workspace, connect, renderHook } = await stayOverAll(details, { idle: true });
  expect(result.current.contactIds).toEqual([]);
  const first = workspace.offerContact(chat);
  workspace.acceptContact(first);
  await waitFor(() => expect(result.current.contactId).toBe(first));
  const second = workspace.offerContact(task);
  workspace.acceptContact(second);
  await waitFor(() =>
    expect(result.current).toMatchObject({ contactId: second, contactIds: [first, second] }),
  );
  workspace.endContact(second);
  const state = renderHook(() => connect.useContactState(second));
  await waitFor(() => expect(state.result.current).toBe("acw"));
  await workspace.clearContact(second);
  await waitFor(() =>
    expect(result.current).toMatchObject({ contactId: first, contactIds: [first] }),
  );
});

it("it follows the agent who selects another contact and comes to the app", async () => {
  const { result, workspace, contactId } = await stayOverAll(details);
  const second = workspace.offerContact(chat);
  workspace.acceptContact(second);
  await waitFor(() => expect(result.current.contactId).toBe(second));
  workspace.selectContact(contactId);
  comeToTheApp();
  await waitFor(() => expect(result.current.contactId).toBe(contactId));
  // Whatever it asks, it may.
  const refused = expect.objectContaining({ errorKey: "noPermission" });
  expect(messages(workspace, "down", "response")).not.toContainEqual(refused);
});

it("it follows the agent who selects another contact while the app is not in front", async () => {
  const { result, workspace, contactId, instanceId, connect } = await stayOverAll(details);
  const second = workspace.offerContact(chat);
  workspace.acceptContact(second);
  await waitFor(() => expect(result.current.contactId).toBe(second));
  const running = () => expect(connect.connection.getState()).toMatchObject({ running: true });
  const stopped = () => expect(connect.connection.getState()).toMatchObject({ running: false });
  workspace.focusApp(null);
  await waitFor(stopped);
  workspace.selectContact(contactId);
  workspace.focusApp(instanceId);
  await waitFor(running);
  await waitFor(() => expect(result.current.contactId).toBe(contactId));
});

it("what the agent chose in the app counts until they select another in the workspace", async () => {
  const { result, workspace, contactId } = await stayOverAll(details);
  const second = workspace.offerContact(chat);
  const third = workspace.offerContact(task);
  workspace.acceptContact(third);
  workspace.acceptContact(second);
  await waitFor(() => expect(result.current.contactId).toBe(second));
  act(() => result.current.choose(contactId));
  const answers = () => messages(workspace, "down", "response").length;
  const before = answers();
  comeToTheApp();
  await waitFor(() => expect(answers()).toBeGreaterThan(before));
  expect(result.current.contactId).toBe(contactId);
  workspace.selectContact(third);
  comeToTheApp();
  await waitFor(() => expect(result.current.contactId).toBe(third));
});

it("with * it also has the contacts that were there before it opened", async () => {
  const { result, workspace, contactId } = await stayOverAll(["*"], {
    beforeOpening: (workspace) => workspace.acceptContact(workspace.offerContact(chat)),
  });
  const ids = workspace.getSnapshot().contacts.map(({ id }) => id);
  expect(ids).toContain(contactId);
  await waitFor(() => expect(result.current.contactIds).toHaveLength(2));
  expect([...result.current.contactIds].sort()).toEqual([...ids].sort());
  expect(result.current.contactId).toBe(workspace.getSnapshot().selectedContactId);
});

it("a contact that was transferred here is not taken for its first one", async () => {
  const { result, workspace } = await stayOverAll(details, {
    idle: true,
    beforeOpening(workspace) {
      workspace.acceptContact(workspace.offerContact({ ...chat, initialContactId: "gone" }));
    },
  });
  const [transferred] = workspace.getSnapshot().contacts;
  await waitFor(() =>
    expect(messages(workspace, "down", "response")).toContainEqual(
      expect.objectContaining({ errorKey: "contactNotFound" }),
    ),
  );
  expect(result.current.contactIds).toEqual([]);
  // Its next event tells its id.
  workspace.endContact(transferred?.id ?? "");
  await waitFor(() => expect(result.current.contactId).toBe(transferred?.id));
});

it("without Contact.Details.View it has no contact, and asks for none", async () => {
  const { result, workspace } = await stayOverAll([]);
  comeToTheApp();
  workspace.acceptContact(workspace.offerContact(chat));
  expect(result.current.contactIds).toEqual([]);
  expect(messages(workspace, "up", "request")).toEqual([]);
  expect(messages(workspace, "up", "subscribe")).toEqual([]);
});

it("the agent chooses between the contacts that are open, and not while there is one", async () => {
  const { result, workspace, contactId, connect, render } = await stayOverAll(details);
  const { ContactChoice } = await import("@/components/contact/contact-choice");
  render(
    <connect.ConnectAppProvider>
      <ContactChoice />
    </connect.ConnectAppProvider>,
  );
  await waitFor(() => expect(result.current.contactId).toBe(contactId));
  expect(screen.queryByLabelText("Contact shown")).toBeNull();
  act(() => workspace.acceptContact(workspace.offerContact(chat)));
  const choice = await screen.findByLabelText("Contact shown");
  await waitFor(() =>
    expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
      "1. voice",
      "2. chat",
    ]),
  );
  await waitFor(() => expect(result.current.contactId).not.toBe(contactId));
  fireEvent.change(choice, { target: { value: contactId } });
  expect(result.current.contactId).toBe(contactId);
});
