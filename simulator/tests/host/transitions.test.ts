import { ContactClient } from "@amazon-connect/contact";
import { VoiceClient } from "@amazon-connect/voice";
import { afterEach, expect, it, vi } from "vitest";
import { chat, connectApp, openWorkspace, refusal, settle, voiceCall } from "./workspace-apps";

const actions = {
  accept: (client: ContactClient, id: string) => client.accept(id),
  reject: (client: ContactClient, id: string) => client.reject(id),
  leave: (client: ContactClient, id: string) => client.disconnectSelf(id),
  clear: (client: ContactClient, id: string) => client.clear(id),
};

async function inState(state: string) {
  const workspace = openWorkspace();
  const contactId = workspace.offerContact(chat);
  if (state === "missed") workspace.missContact(contactId);
  if (state === "rejected") workspace.rejectContact(contactId);
  if (state === "connected" || state === "acw") workspace.acceptContact(contactId);
  if (state === "acw") workspace.endContact(contactId);
  if (state === "error") workspace.failContact(contactId);
  const { provider } = await connectApp(workspace, { scope: { type: "idle" } });
  return { workspace, contactId, provider };
}

it.each<[state: string, action: keyof typeof actions]>([
  ["incoming", "leave"],
  ["incoming", "clear"],
  ["connected", "accept"],
  ["connected", "reject"],
  ["connected", "clear"],
  ["acw", "accept"],
  ["acw", "reject"],
  ["acw", "leave"],
  ["missed", "accept"],
  ["rejected", "accept"],
  ["error", "leave"],
])("a contact that is %s refuses to %s, and stays as it is", async (state, action) => {
  const { workspace, contactId, provider } = await inState(state);
  const before = workspace.getSnapshot();
  const error = await refusal(actions[action](new ContactClient(provider), contactId));
  expect(error.errorKey).toBe("invalidState");
  expect(error.reason).toContain(`is ${state}`);
  expect(workspace.getSnapshot()).toMatchObject({ contacts: before.contacts, agent: before.agent });
});

it.each(["acw", "missed", "rejected", "error"])(
  "a contact that is %s can be cleared",
  async (state) => {
    const { workspace, contactId, provider } = await inState(state);
    await new ContactClient(provider).clear(contactId);
    expect(workspace.getSnapshot().contacts).toEqual([]);
  },
);

afterEach(() => void vi.useRealTimers());

it("a cleared contact is forgotten", async () => {
  const { contactId, provider } = await inState("acw");
  const client = new ContactClient(provider);
  await client.clear(contactId);
  expect((await refusal(client.accept(contactId))).errorKey).toBe("contactNotFound");
});

it("hold and resume are refused twice in a row, and on a chat", async () => {
  const workspace = openWorkspace();
  const call = workspace.offerContact(voiceCall);
  workspace.acceptContact(call);
  const conversation = workspace.offerContact(chat);
  workspace.acceptContact(conversation);
  const { provider } = await connectApp(workspace);
  const voice = new VoiceClient(provider);
  expect((await refusal(voice.resumeSelf(call))).errorKey).toBe("invalidState");
  await voice.holdSelf(call);
  expect((await refusal(voice.holdSelf(call))).errorKey).toBe("invalidState");
  expect((await refusal(voice.holdSelf(conversation))).errorKey).toBe("invalidState");
  expect((await refusal(voice.holdParticipant("none"))).errorKey).toBe("participantNotFound");
});

it("a call that ends while it rings is not connected later", () => {
  vi.useFakeTimers();
  const workspace = openWorkspace({ ringingTime: 20 });
  const contactId = workspace.callCustomer(voiceCall);
  workspace.endContact(contactId);
  vi.advanceTimersByTime(40);
  expect(workspace.getSnapshot().contacts[0]?.state).toBe("acw");
});

it("a participant who is removed while ringing does not join", () => {
  vi.useFakeTimers();
  const workspace = openWorkspace({ ringingTime: 20 });
  const contactId = workspace.offerContact(voiceCall);
  workspace.acceptContact(contactId);
  const [quickConnect] = workspace.getSnapshot().agent.quickConnects;
  if (!quickConnect) throw new Error("There is no quick connect");
  const called = workspace.addParticipant(contactId, quickConnect);
  const left = workspace.addParticipant(contactId, quickConnect);
  workspace.disconnectParticipant(called);
  workspace.endContact(contactId);
  vi.advanceTimersByTime(40);
  const { participants = [] } = workspace.getSnapshot().contacts[0] ?? {};
  expect(participants.filter(({ id }) => id === called || id === left)).toMatchObject([
    { state: "disconnected" },
    { state: "disconnected" },
  ]);
});

it("an automatically accepted contact is connected at once", () => {
  const workspace = openWorkspace();
  workspace.offerContact({ ...chat, autoAccept: true });
  expect(workspace.getSnapshot().contacts[0]?.state).toBe("connected");
});

it("a preview dials by itself when its time is over", async () => {
  vi.useFakeTimers();
  const workspace = openWorkspace();
  const preview = { autoDialTimeout: 3, canDiscardPreview: true };
  const contactId = workspace.offerContact({ ...voiceCall, preview });
  workspace.acceptContact(contactId);
  vi.advanceTimersByTime(2_900);
  expect(workspace.getSnapshot().contacts[0]?.state).toBe("pending");
  vi.advanceTimersByTime(200);
  expect(workspace.getSnapshot().contacts[0]?.state).toBe("connected");
});

it("a missed call puts the agent in an error state until it is cleared", async () => {
  const workspace = openWorkspace();
  const contactId = workspace.offerContact(voiceCall);
  workspace.missContact(contactId);
  expect(workspace.getSnapshot().agent.state).toMatchObject({ type: "error" });
  await workspace.clearContact(contactId);
  expect(workspace.getSnapshot().agent.state).toMatchObject({ name: "Available" });
  await settle();
});
