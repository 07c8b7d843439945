import { SessionExpirationWarningClient, sendActivity } from "@amazon-connect/activity";
import { beforeEach, expect, it, vi } from "vitest";
import { appNamed, chat, connectApp, openWorkspace, voiceCall } from "./workspace-apps";

// Messages go over real ports, which need turns of the real event loop.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));

async function messagesArrive(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await messagesArrive();
}

/** An agent on a call, with an app in front, whose session ends in a minute. */
async function warned() {
  const workspace = openWorkspace();
  workspace.acceptContact(workspace.offerContact(voiceCall));
  workspace.setAgentState("Lunch");
  const onDestroy = vi.fn(async () => {});
  const { provider } = await connectApp(workspace, {}, { onDestroy });
  const warning = vi.fn(async () => {});
  new SessionExpirationWarningClient(provider).onExpirationWarning(warning);
  await messagesArrive();
  workspace.warnExpiration(Date.now() + 60_000);
  return { workspace, provider, onDestroy, warning };
}

it("a session with a warning ends without activity", async () => {
  const { workspace, onDestroy, warning } = await warned();
  await pass(59_999);
  expect(workspace.getSnapshot()).toMatchObject({ signedOut: false, contacts: [{}] });
  await pass(1);
  expect(warning).toHaveBeenCalledOnce();
  expect(onDestroy).toHaveBeenCalledOnce();
  expect(workspace.getSnapshot()).toMatchObject({
    signedOut: true,
    apps: [],
    contacts: [],
    selectedContactId: null,
    expiration: { warnedOf: null },
    agent: { state: { name: "Offline" }, nextState: null },
  });
});

it.each(["of an app", "of the workspace"])("activity %s keeps the session", async (whose) => {
  const { workspace, provider, onDestroy } = await warned();
  await pass(30_000);
  if (whose === "of an app") sendActivity(provider);
  else workspace.clearExpirationWarning();
  await pass(120_000);
  expect(workspace.getSnapshot()).toMatchObject({
    signedOut: false,
    contacts: [{}],
    expiration: { warnedOf: null },
  });
  expect(onDestroy).not.toHaveBeenCalled();
});

it("a later warning moves the end of the session", async () => {
  const { workspace } = await warned();
  workspace.warnExpiration(Date.now() + 90_000);
  await pass(89_999);
  expect(workspace.getSnapshot().signedOut).toBe(false);
  await pass(1);
  expect(workspace.getSnapshot().signedOut).toBe(true);
});

it("nobody sits at the desk once the agent has signed out, and nothing rings there", async () => {
  const workspace = openWorkspace();
  const contactId = workspace.offerContact(chat);
  workspace.acceptContact(contactId);
  await workspace.signOutAgent();
  const { agent, contacts, signedOut } = workspace.getSnapshot();
  expect(agent.state.name).toBe("Offline");
  expect(contacts).toEqual([]);
  expect(signedOut).toBe(true);
  expect(() => workspace.offerContact(chat)).toThrow("Nobody sits at the desk");
});

it("a phone that still rings is not answered after the agent has signed out", async () => {
  const workspace = openWorkspace({ ringingTime: 100 });
  workspace.callCustomer(voiceCall);
  await workspace.signOutAgent();
  await vi.advanceTimersByTimeAsync(200);
  expect(workspace.getSnapshot().contacts).toEqual([]);
});

it("an offer beyond the channel concurrency does not ring", async () => {
  const workspace = openWorkspace({ apps: [appNamed("Pinned")] });
  workspace.setPinned("Pinned", true);
  const call = workspace.offerContact(voiceCall);
  const callback = { type: "queue_callback", subtype: "connect:Telephony" } as const;
  expect(() => workspace.offerContact({ ...voiceCall, channel: callback })).toThrow(
    "The routing profile “Support and billing” allows 1 of VOICE at once, and 1 is open",
  );
  expect(workspace.getSnapshot()).toMatchObject({ contacts: [{ id: call }], apps: [{}] });
  workspace.offerContact(chat);

  // It counts until it is closed.
  workspace.missContact(call);
  expect(() => workspace.offerContact(voiceCall)).toThrow("at once");
  void workspace.clearContact(call);
  workspace.offerContact(voiceCall);

  workspace.setRoutingProfile({ channelConcurrencyMap: { VOICE: 2 } });
  workspace.offerContact(voiceCall);
  expect(workspace.getSnapshot().contacts).toHaveLength(3);
  expect(() => workspace.offerContact(chat)).toThrow("allows 0 of CHAT at once, and 1 is open");
});
