// @vitest-environment jsdom
import { AppContactScope } from "@amazon-connect/app";
import type { ContactClient } from "@amazon-connect/contact";
import { describe, expect, it, vi } from "vitest";
import { createContacts } from "@/lib/connect/contacts";
import type { ConnectContext } from "@/lib/connect/foreign";

// Its timing and its failures. tests/integration/lib/connect/contacts.test.tsx has the real SDK and a workspace.

type EventName = "Connected" | "StartingAcw" | "Missed" | "Cleared";

/**
 * The contacts of an app, and a client whose events and responses the test sets. Unless the test says otherwise, the app
 * stays open for all contacts.
 */
function createApp(
  permissions: string[],
  { scope, contactHandling }: { scope: unknown; contactHandling: unknown } = {
    scope: { type: "idle" },
    contactHandling: { scope: "CROSS_CONTACTS" },
  },
) {
  const handlers = new Map<string, (event: object) => Promise<void>>();
  const on = (name: EventName) => (handler: (event: object) => Promise<void>) =>
    handlers.set(name, handler);
  const refuse = async (): Promise<never> => Promise.reject(new Error("no contact is selected"));
  const client = {
    onConnected: on("Connected"),
    onStartingAcw: on("StartingAcw"),
    onMissed: on("Missed"),
    onCleared: on("Cleared"),
    getContact: vi.fn<(scope: string) => Promise<{ contactId: string }>>(refuse),
    getInitialContactId: vi.fn<(scope: string) => Promise<string>>(refuse),
    listContacts: vi.fn<() => Promise<{ contactId: string }[]>>(async () => []),
  };
  const contacts = createContacts(() => {});
  const start = () =>
    contacts.follow(
      { config: { permissions, contactHandling }, scope } as unknown as ConnectContext,
      () => client as unknown as ContactClient,
    );
  async function emit(name: EventName, contactId: string, initialContactId = contactId) {
    await handlers.get(name)?.({ contactId, initialContactId });
    await settle();
  }
  return { contacts, client, start, emit };
}

/** A promise that the test resolves. */
function later<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}

/** Until all that was waiting for a promise has gone on. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** Such an app, which follows its contacts. */
async function startApp(permissions = ["Contact.Details.View"]) {
  const app = createApp(permissions);
  app.start();
  await settle();
  return app;
}

describe("the state of a contact", () => {
  it.each([
    ["Connected", "connected"],
    ["StartingAcw", "acw"],
    ["Missed", "missed"],
    ["Cleared", "cleared"],
  ] as const)("is after %s: %s", async (event, state) => {
    const { contacts, emit } = await startApp();
    expect(contacts.getState("one")).toBe("unknown");
    await emit(event, "one");
    expect(contacts.getState("one")).toBe(state);
  });
});

describe("where the workspace reports no selected contact", () => {
  it("the first contact stays shown, until it is cleared", async () => {
    const { contacts, emit } = await startApp();
    expect(contacts.getOpen()).toEqual({ contactId: null, contactIds: [] });
    await emit("Connected", "one");
    await emit("Connected", "two");
    await emit("Connected", "three");
    expect(contacts.getOpen()).toEqual({ contactId: "one", contactIds: ["one", "two", "three"] });
    await emit("Cleared", "two");
    expect(contacts.getOpen()).toEqual({ contactId: "one", contactIds: ["one", "three"] });
    await emit("Connected", "four");
    await emit("Connected", "five");
    await emit("Cleared", "one");
    expect(contacts.getOpen()).toEqual({
      contactId: "five",
      contactIds: ["three", "four", "five"],
    });
    await emit("Cleared", "five");
    await emit("Cleared", "four");
    await emit("Cleared", "three");
    expect(contacts.getOpen()).toEqual({ contactId: null, contactIds: [] });
  });

  it("an app for one contact shows no other, even if it does not know its own", async () => {
    const { contacts, client, start, emit } = createApp(["*"], {
      scope: undefined,
      contactHandling: undefined,
    });
    client.getContact.mockResolvedValue({ contactId: "two" });
    start();
    await emit("Connected", "one");
    contacts.refreshCurrent();
    await settle();
    expect(contacts.getState("one")).toBe("connected");
    expect(contacts.getOpen()).toEqual({ contactId: null, contactIds: [] });
  });

  it("a contact that was missed is none to show, and one that was cleared does not come back", async () => {
    const { contacts, emit } = await startApp();
    await emit("Missed", "one");
    expect(contacts.getOpen().contactIds).toEqual([]);
    const late = createApp(["*"]);
    const { promise, resolve } = later<{ contactId: string }[]>();
    late.client.listContacts.mockReturnValue(promise);
    late.start();
    await late.emit("Connected", "one");
    await late.emit("Cleared", "one");
    resolve([{ contactId: "one" }, { contactId: "two" }]);
    await settle();
    expect(late.contacts.getOpen()).toEqual({ contactId: "two", contactIds: ["two"] });
  });
});

describe("the selected contact", () => {
  it("is requested by its own name, where the registration grants `*`", async () => {
    const { contacts, client, emit } = await startApp(["*"]);
    client.getContact.mockImplementation(async (scope) => ({
      contactId: scope === AppContactScope.CurrentContactId ? "two" : "none",
    }));
    await emit("Connected", "one");
    expect(contacts.getOpen()).toEqual({ contactId: "two", contactIds: ["one", "two"] });
    expect(client.getInitialContactId).not.toHaveBeenCalled();
  });

  it("is found by its first contact, of the contacts whose events have told it", async () => {
    const { contacts, client, emit } = await startApp();
    await emit("Connected", "one", "first of one");
    await emit("Connected", "two", "first of two");
    client.getInitialContactId.mockResolvedValue("first of two");
    window.dispatchEvent(new Event("focus"));
    await settle();
    expect(contacts.getOpen()).toEqual({ contactId: "two", contactIds: ["one", "two"] });
  });

  it("is unknown if two have the same first contact, unless that one is here itself", async () => {
    const { contacts, client, emit } = await startApp();
    await emit("Connected", "one", "shared");
    await emit("Connected", "two", "shared");
    client.getInitialContactId.mockImplementation(async (scope) =>
      scope === AppContactScope.CurrentContactId ? "shared" : Promise.reject(new Error("gone")),
    );
    window.dispatchEvent(new Event("focus"));
    await settle();
    expect(contacts.getOpen()).toEqual({ contactId: "one", contactIds: ["one", "two"] });
    client.getInitialContactId.mockResolvedValue("shared");
    window.dispatchEvent(new Event("focus"));
    await settle();
    expect(contacts.getOpen().contactId).toBe("shared");
  });

  it("is the one of the last request, in whatever order the responses arrive", async () => {
    const { contacts, client } = await startApp(["*"]);
    const [first, second] = [later<{ contactId: string }>(), later<{ contactId: string }>()];
    client.getContact.mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise);
    contacts.refreshCurrent();
    contacts.refreshCurrent();
    second.resolve({ contactId: "two" });
    await settle();
    first.resolve({ contactId: "one" });
    await settle();
    expect(contacts.getOpen()).toEqual({ contactId: "two", contactIds: ["two"] });
  });

  it("is no contact that was cleared meanwhile", async () => {
    const { contacts, client, emit } = await startApp(["*"]);
    await emit("Connected", "one");
    client.getContact.mockResolvedValue({ contactId: "two" });
    await emit("Cleared", "two");
    expect(contacts.getOpen()).toEqual({ contactId: "one", contactIds: ["one"] });
  });

  it("is known although the list of contacts is refused", async () => {
    const app = createApp(["*"]);
    app.client.listContacts.mockRejectedValue(new Error("refused"));
    app.client.getContact.mockResolvedValue({ contactId: "one" });
    app.start();
    await settle();
    expect(app.contacts.getOpen()).toEqual({ contactId: "one", contactIds: ["one"] });
  });
});
