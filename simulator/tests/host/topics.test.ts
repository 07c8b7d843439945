import { SessionExpirationWarningClient, sendActivity } from "@amazon-connect/activity";
import { AgentClient, ContactClient } from "@amazon-connect/contact";
import { VoiceClient } from "@amazon-connect/voice";
import { describe, expect, it } from "vitest";
import type { NewContact } from "@/simulator/host/contacts/contact";
import { chat, connectApp, openWorkspace, settle, voiceCall } from "./workspace-apps";

/** A workspace whose contact rings, with an app of that contact and what its handlers heard. */
async function ringing(contact: NewContact = voiceCall) {
  const workspace = openWorkspace();
  const contactId = workspace.offerContact(contact);
  workspace.selectContact(contactId);
  const { provider } = await connectApp(workspace);
  const heard: [topic: string, data: object][] = [];
  const hear = (topic: string) => async (data: object) => void heard.push([topic, data]);
  const self = () => workspace.getSnapshot().contacts[0]?.participants.find(({ isSelf }) => isSelf);
  const customer = () =>
    workspace.getSnapshot().contacts[0]?.participants.find(({ isInitial }) => isInitial);
  return {
    workspace,
    contactId,
    agent: new AgentClient(provider),
    contact: new ContactClient(provider),
    voice: new VoiceClient(provider),
    session: new SessionExpirationWarningClient(provider),
    provider,
    hear,
    selfId: self()?.id ?? "",
    customerId: customer()?.id ?? "",
    /** What was heard since the last time. */
    async since() {
      await settle();
      return heard.splice(0);
    },
  };
}

type Ringing = Awaited<ReturnType<typeof ringing>>;

function hearLifecycle({ contact, hear }: Ringing, contactId?: string): void {
  contact.onIncoming(hear("incoming"), contactId);
  contact.onPending(hear("pending"), contactId);
  contact.onConnecting(hear("connecting"), contactId);
  contact.onConnected(hear("connected"), contactId);
  contact.onMissed(hear("missed"), contactId);
  contact.onError(hear("error"), contactId);
  contact.onStartingAcw(hear("acw"), contactId);
  contact.onCleared(hear("cleared"), contactId);
  contact.onDestroyed(hear("destroyed"), contactId);
}

describe("lifecycle of a contact", () => {
  it("is sent to the app of that contact, step by step", async () => {
    const desk = await ringing();
    const { workspace, contactId } = desk;
    const event = { contactId, initialContactId: contactId, ...voiceCall.channel };
    hearLifecycle(desk);
    await settle();
    workspace.acceptContact(contactId);
    expect(await desk.since()).toEqual([
      ["connecting", event],
      ["connected", event],
    ]);
    workspace.endContact(contactId);
    expect(await desk.since()).toEqual([["acw", event]]);
    void workspace.clearContact(contactId);
    expect(await desk.since()).toEqual([
      ["cleared", event],
      ["destroyed", event],
    ]);
  });

  it.each([
    ["missed", (desk: Ringing) => desk.workspace.missContact(desk.contactId)],
    ["error", (desk: Ringing) => desk.workspace.failContact(desk.contactId)],
    ["pending", (desk: Ringing) => desk.workspace.pendContact(desk.contactId)],
  ])("tells that a contact is %s", async (topic, change) => {
    const desk = await ringing();
    hearLifecycle(desk, "CURRENT_CONTACT");
    await settle();
    change(desk);
    expect((await desk.since()).map(([each]) => each)).toEqual([topic]);
  });

  it("sends the event of a new contact that rings", async () => {
    const desk = await ringing();
    desk.contact.onIncoming(desk.hear("incoming"));
    await settle();
    const contactId = desk.workspace.offerContact({ ...chat, initialContactId: "first" });
    expect(await desk.since()).toEqual([
      ["incoming", { contactId, initialContactId: "first", ...chat.channel }],
    ]);
  });

  it("is not sent once the app has unsubscribed", async () => {
    const desk = await ringing();
    const handler = desk.hear("connected");
    desk.contact.onConnected(handler);
    desk.contact.offConnected(handler);
    await settle();
    desk.workspace.acceptContact(desk.contactId);
    expect(await desk.since()).toEqual([]);
  });
});

it("a queue callback and a preview are pending before the customer is dialled", async () => {
  const callback = { type: "queue_callback", subtype: "connect:Telephony" } as const;
  const desk = await ringing({ channel: callback, customer: "Sam" });
  hearLifecycle(desk);
  await settle();
  desk.workspace.acceptContact(desk.contactId);
  expect((await desk.since()).map(([topic]) => topic)).toEqual([
    "pending",
    "connecting",
    "connected",
  ]);

  const preview = { autoDialTimeout: 0, canDiscardPreview: true };
  const previewed = await ringing({ ...voiceCall, preview });
  hearLifecycle(previewed);
  await settle();
  previewed.workspace.acceptContact(previewed.contactId);
  expect((await previewed.since()).map(([topic]) => topic)).toEqual(["pending"]);
  previewed.workspace.engagePreview(previewed.contactId);
  expect((await previewed.since()).map(([topic]) => topic)).toEqual(["connecting", "connected"]);
});

it("an outbound call connects when the phone has rung", async () => {
  const workspace = openWorkspace({ ringingTime: 30 });
  const { provider } = await connectApp(workspace);
  const connected = new Promise((resolve) => {
    new ContactClient(provider).onConnected(async (data) => resolve(data));
  });
  await settle();
  const contactId = workspace.callCustomer({ ...voiceCall, phoneNumber: "+12065550123" });
  expect(workspace.getSnapshot().contacts[0]?.state).toBe("connecting");
  expect(await connected).toMatchObject({ contactId });
  expect(workspace.getSnapshot().contacts[0]?.state).toBe("connected");
});

it("a number that the agent dials is an outbound contact for apps", async () => {
  const workspace = openWorkspace({ ringingTime: 30 });
  const { provider } = await connectApp(workspace);
  workspace.setPinned("Nothing", true);
  const connected = new Promise((resolve) => {
    new ContactClient(provider).onConnected(async (data) => resolve(data));
  });
  await settle();
  expect(() => workspace.dialNumber("206 555 0123")).toThrow("E.164");
  expect(() => workspace.dialNumber("+4930123456")).toThrow("may not call");
  expect(workspace.getSnapshot().contacts).toEqual([]);

  const contactId = workspace.dialNumber("+12065550123");
  expect(workspace.getSnapshot()).toMatchObject({
    selectedContactId: contactId,
    contacts: [{ id: contactId, state: "connecting", direction: "outbound" }],
  });
  expect(workspace.getSnapshot().apps.at(-1)).toMatchObject({
    config: { name: "Nothing" },
    scope: { type: "contact", contactId },
  });
  expect(await connected).toMatchObject({ contactId, type: "voice" });
  const voice = new VoiceClient(provider);
  expect(await voice.getPhoneNumber(contactId)).toBe("+12065550123");
  expect(() => workspace.dialNumber("+12065550123")).toThrow("on another call");
});

describe("participants", () => {
  it("sends events for participants who join, change and leave", async () => {
    const desk = await ringing(chat);
    const { workspace, contact, contactId, hear } = desk;
    contact.onParticipantAdded(hear("added"));
    contact.onParticipantStateChanged(hear("state"));
    contact.onParticipantDisconnected(hear("gone"), contactId);
    await settle();
    workspace.acceptContact(contactId);
    const connected = { state: { value: "connected" }, contactId };
    expect(await desk.since()).toEqual([["state", { ...connected, participantId: desk.selfId }]]);

    const [first] = workspace.getSnapshot().agent.quickConnects;
    if (!first) throw new Error("There is no quick connect");
    const participantId = workspace.addParticipant(contactId, first);
    const participant = {
      participantId,
      contactId,
      type: { value: "agent" },
      isInitial: false,
      isSelf: false,
    };
    expect(await desk.since()).toEqual([
      ["added", { participant }],
      ["state", { ...connected, participantId }],
    ]);
    workspace.disconnectParticipant(participantId);
    expect(await desk.since()).toEqual([
      ["state", { participantId, contactId, state: { value: "disconnected" } }],
      ["gone", { participant }],
    ]);
  });

  it("a subscription to one participant gets no other's events", async () => {
    const desk = await ringing();
    desk.contact.onParticipantStateChanged(desk.hear("state"), desk.customerId);
    desk.workspace.acceptContact(desk.contactId);
    await settle();
    desk.workspace.holdParticipant(desk.selfId);
    desk.workspace.holdParticipant(desk.customerId);
    const { customerId: participantId, contactId } = desk;
    expect(await desk.since()).toEqual([
      ["state", { participantId, contactId, state: { value: "hold" } }],
    ]);
  });

  it("sends events for hold and resume, of others and of the agent", async () => {
    const desk = await ringing();
    const { workspace, voice, contactId, customerId, selfId, hear } = desk;
    workspace.acceptContact(contactId);
    voice.onParticipantHold(hear("hold"));
    voice.onParticipantResume(hear("resume"));
    voice.onSelfHold(hear("self hold"), contactId);
    voice.onSelfResume(hear("self resume"), contactId);
    voice.onCanResumeParticipantChanged(hear("can resume"), customerId);
    voice.onCanResumeSelfChanged(hear("can resume self"));
    await settle();

    const customer = { participantId: customerId, contactId };
    workspace.holdParticipant(customerId);
    workspace.resumeParticipant(customerId);
    expect(await desk.since()).toEqual([
      ["hold", { ...customer, isOnHold: true }],
      ["can resume", { ...customer, canResumeConnection: true }],
      ["resume", { ...customer, isOnHold: false }],
      ["can resume", { ...customer, canResumeConnection: false }],
    ]);

    const self = { participantId: selfId, contactId };
    await voice.holdSelf(contactId);
    await voice.resumeSelf(contactId);
    expect(await desk.since()).toEqual([
      ["hold", { ...self, isOnHold: true }],
      ["self hold", { ...self, isOnHold: true }],
      ["can resume self", { ...self, canResumeConnection: true }],
      ["resume", { ...self, isOnHold: false }],
      ["self resume", { ...self, isOnHold: false }],
      ["can resume self", { ...self, canResumeConnection: false }],
    ]);
  });
});

describe("agent", () => {
  it("sends events for states that the agent chooses, queues and gets", async () => {
    const desk = await ringing();
    const { workspace, agent, contactId, hear } = desk;
    workspace.acceptContact(contactId);
    agent.onStateChanged(hear("state"));
    agent.onAvailabilityStateChanged(hear("availability"));
    agent.onNextAvailabilityStateChanged(hear("next"));
    await settle();

    workspace.setAgentState("Lunch");
    const lunch = expect.objectContaining({ name: "Lunch", type: "not_routable" });
    expect(await desk.since()).toEqual([["next", { nextState: lunch }]]);

    workspace.endContact(contactId);
    const available = expect.objectContaining({ name: "Available" });
    const afterWork = expect.objectContaining({ type: "after_call_work" });
    expect(await desk.since()).toEqual([
      ["state", { state: "AfterCallWork", previous: { state: "Available" } }],
      ["availability", { state: afterWork, previous: { state: available } }],
    ]);

    void workspace.clearContact(contactId);
    expect(await desk.since()).toEqual([
      ["next", { nextState: null, previous: { nextState: lunch } }],
      ["state", { state: "Lunch", previous: { state: "AfterCallWork" } }],
      ["availability", { state: lunch, previous: { state: afterWork } }],
    ]);
  });

  it("sends events for a new routing profile, and for other channels if it has some", async () => {
    const desk = await ringing();
    const { workspace, agent, hear } = desk;
    agent.onRoutingProfileChanged(hear("profile"));
    agent.onEnabledChannelListChanged(hear("channels"));
    await settle();
    const { routingProfile: previous } = workspace.getSnapshot().agent;
    workspace.setRoutingProfile({ name: "Support" });
    expect(await desk.since()).toEqual([
      [
        "profile",
        {
          routingProfile: { ...previous, name: "Support" },
          previous: { routingProfile: previous },
        },
      ],
    ]);
    workspace.setRoutingProfile({
      channelConcurrencyMap: { VOICE: 1, CHAT: 0, TASK: 5, EMAIL: 2 },
    });
    expect((await desk.since())[1]).toEqual([
      "channels",
      {
        enabledChannels: ["VOICE", "TASK", "EMAIL"],
        previous: { enabledChannels: ["VOICE", "CHAT", "TASK", "EMAIL"] },
      },
    ]);
  });

  it("sends events for the network and voice enhancement", async () => {
    const desk = await ringing();
    desk.agent.onNetworkConnectionStatusChanged(desk.hear("network"));
    desk.voice.onVoiceEnhancementModeChanged(desk.hear("mode"));
    await settle();
    desk.workspace.setNetworkStatus("disconnected");
    await desk.voice.setVoiceEnhancementMode("NOISE_SUPPRESSION");
    expect(await desk.since()).toEqual([
      ["network", { status: "disconnected", timestamp: expect.any(Number) }],
      [
        "mode",
        { voiceEnhancementMode: "NOISE_SUPPRESSION", previous: { voiceEnhancementMode: "NONE" } },
      ],
    ]);
  });
});

it("sends events for the end of the session, which activity delays", async () => {
  const desk = await ringing();
  const { workspace, session, hear } = desk;
  session.onExpirationWarning(hear("warning"));
  session.onExpirationWarningCleared(hear("cleared"));
  session.onSessionExtensionError(hear("failed"));
  await settle();
  const expiration = Date.now() + 60_000;
  workspace.warnExpiration(expiration);
  workspace.failSessionExtension();
  expect(workspace.getSnapshot().expiration.warnedOf).toBe(expiration);
  sendActivity(desk.provider);
  expect(await desk.since()).toEqual([
    ["warning", { expiration }],
    ["failed", { isWarningActive: true, errorDetails: expect.any(Object) }],
    ["cleared", {}],
  ]);
  expect(workspace.getSnapshot().expiration).toEqual({
    warnedOf: null,
    lastActivity: expect.any(Number),
  });
});
