import { AppControllerClient } from "@amazon-connect/app-controller";
import { AgentClient, ContactClient, type QuickConnect } from "@amazon-connect/contact";
import { VoiceClient } from "@amazon-connect/voice";
import { describe, expect, it } from "vitest";
import { permissionFor } from "@/lib/connect/permissions";
import { declared } from "./sdk-declarations";
import {
  agentArn,
  appNamed,
  chat,
  connectApp,
  expectConsoleErrors,
  messages,
  openWorkspace,
  refusal,
  settle,
  voiceCall,
} from "./workspace-apps";

const state = (name: string, type: string) => ({
  name,
  type,
  agentStateARN: expect.stringContaining("agent-state"),
});
const billing = { name: "Billing", queueId: expect.any(String), queueARN: expect.any(String) };
const support = { ...billing, name: "Support" };

async function onCall() {
  const workspace = openWorkspace();
  const contactId = workspace.offerContact(voiceCall);
  workspace.acceptContact(contactId);
  const { id, provider } = await connectApp(workspace);
  const participants = () => workspace.getSnapshot().contacts[0]?.participants ?? [];
  return {
    workspace,
    contactId,
    instanceId: id,
    agent: new AgentClient(provider),
    contact: new ContactClient(provider),
    voice: new VoiceClient(provider),
    controller: new AppControllerClient(provider),
    customerId: participants().find(({ isInitial }) => isInitial)?.id ?? "",
    participants,
  };
}

function quickConnect<Type extends QuickConnect["type"]>(type: Type) {
  const found = openWorkspace()
    .getSnapshot()
    .agent.quickConnects.find((each) => each.type === type);
  return found as Extract<QuickConnect, { type: Type }>;
}

describe("agent", () => {
  it("answers who the agent is and what the agent may do", async () => {
    const { agent } = await onCall();
    expect(await agent.getARN()).toBe(agentArn);
    expect(await agent.getName()).toBe("Ana");
    expect(await agent.getExtension()).toBeUndefined();
    expect(await agent.getDialableCountries()).toEqual(["US", "GB", "BR"]);
    expect(await agent.listSecurityProfilePermissions()).toContain("BasicAgentAccess");
    expect(await agent.getNetworkConnectionStatus()).toEqual({
      status: "connected",
      timestamp: expect.any(Number),
    });
  });

  it("answers the routing profile and its parts", async () => {
    const { agent } = await onCall();
    expect(await agent.getRoutingProfile()).toMatchObject({
      name: "Support and billing",
      defaultOutboundQueue: support,
      queues: [support, billing],
    });
    expect(await agent.getChannelConcurrency()).toEqual({ VOICE: 1, CHAT: 3, TASK: 5, EMAIL: 2 });
    expect(await agent.getDefaultOutboundQueue()).toEqual(support);
    expect(await agent.getRoutingProfileQueues()).toEqual([support, billing]);
  });

  it("lists the quick connects of a queue, page by page", async () => {
    const { agent } = await onCall();
    const [queue] = await agent.getRoutingProfileQueues();
    const arn = queue?.queueARN ?? "";
    const first = await agent.listQuickConnects(arn, { maxResults: 3 });
    expect(first.quickConnects).toHaveLength(3);
    const nextToken = first.nextToken ?? "";
    const last = await agent.listQuickConnects([arn], { maxResults: 3, nextToken });
    expect(last).toEqual({ quickConnects: [quickConnect("phone_number")], nextToken: null });
    expect((await agent.listQuickConnects("arn:of:another:queue")).quickConnects).toEqual([]);
  });

  it("changes the availability at once while no contact is open", async () => {
    const workspace = openWorkspace();
    const agent = new AgentClient((await connectApp(workspace)).provider);
    const [, lunch] = await agent.listAvailabilityStates();
    const current = { ...state("Lunch", "not_routable"), startTimestamp: expect.any(Date) };
    expect(await agent.setAvailabilityState(lunch?.agentStateARN ?? "")).toEqual({
      status: "updated",
      current,
    });
    expect(await agent.getState()).toEqual(current);
    expect(await agent.setAvailabilityStateByName("Available")).toMatchObject({
      status: "updated",
    });
    expect(await agent.setOffline()).toMatchObject({ current: state("Offline", "offline") });
    const error = await refusal(agent.setAvailabilityStateByName("On the moon"));
    expect(error.errorKey).toBe("invalidState");
  });

  it("queues the next availability until all contacts are cleared", async () => {
    const { contact, contactId, workspace } = await onCall();
    const idle = await connectApp(workspace, { scope: { type: "idle" } });
    const agent = new AgentClient(idle.provider);
    const available = state("Available", "routable");
    const offline = state("Offline", "offline");
    expect(await agent.setOffline()).toMatchObject({
      status: "queued",
      current: available,
      next: offline,
    });
    expect(await agent.getAvailabilityState()).toMatchObject({ ...available, nextState: offline });
    await contact.disconnectSelf(contactId);
    expect(await agent.getAvailabilityState()).toMatchObject({ type: "after_call_work" });
    await contact.clear(contactId);
    expect(await agent.getAvailabilityState()).toEqual({
      ...offline,
      startTimestamp: expect.any(Date),
    });
  });
});

describe("contact", () => {
  it("answers what the contact is", async () => {
    const { contact, contactId } = await onCall();
    const channel = { type: "voice", subtype: "connect:Telephony" };
    expect(await contact.getChannelType(contactId)).toEqual(channel);
    expect(await contact.getType(contactId)).toBe("voice");
    expect(await contact.getInitialContactId(contactId)).toBe(contactId);
    expect(await contact.getQueue(contactId)).toEqual(support);
    expect(await contact.getQueueTimestamp(contactId)).toBeInstanceOf(Date);
    expect(await contact.getStateDuration(contactId)).toBeLessThan(10_000);
    expect(await contact.getContactRegion(contactId)).toBe("us-east-1");
    expect(await contact.getInstanceDetails(contactId)).toEqual({
      origin: "https://simulated.my.connect.aws",
      region: "us-east-1",
    });
    expect(await contact.isAutoAcceptEnabled(contactId)).toBe(false);
    expect(await contact.getContact(contactId)).toEqual({
      contactId,
      initialContactId: contactId,
      ...channel,
      queue: support,
    });
  });

  it("answers the attributes that were asked for", async () => {
    const { contact, contactId, workspace } = await onCall();
    expect(await contact.getAttributes(contactId, ["orderId", "none"])).toEqual({ orderId: "42" });
    workspace.setAttributes(contactId, { orderId: "43" });
    expect(await contact.getAttributes(contactId, "*")).toEqual({ orderId: "43", language: "pt" });
  });

  it("accepts, leaves and clears", async () => {
    const workspace = openWorkspace();
    const contactId = workspace.offerContact(chat);
    workspace.selectContact(contactId);
    const contact = new ContactClient((await connectApp(workspace)).provider);
    const stateOf = () => workspace.getSnapshot().contacts[0]?.state;
    await contact.accept(contactId);
    expect(stateOf()).toBe("connected");
    await contact.disconnectSelf(contactId);
    expect(stateOf()).toBe("acw");
    await contact.clear(contactId);
    expect(stateOf()).toBeUndefined();
    await settle();
    expect(workspace.getSnapshot().apps).toEqual([]);
  });

  it("rejects", async () => {
    const workspace = openWorkspace();
    const contactId = workspace.offerContact(chat);
    const contact = new ContactClient((await connectApp(workspace)).provider);
    await contact.reject(contactId);
    expect(workspace.getSnapshot().contacts[0]?.state).toBe("rejected");
  });

  it("transfers to an agent or a queue, and starts after-contact work", async () => {
    const { contact, contactId, workspace } = await onCall();
    const unknown = { ...quickConnect("queue"), endpointARN: "arn:of:no:one" };
    expect((await refusal(contact.transfer(contactId, unknown))).errorKey).toBe(
      "invalidQuickConnect",
    );
    await contact.transfer(contactId, quickConnect("queue"));
    expect(workspace.getSnapshot().contacts[0]?.state).toBe("acw");
  });

  it("adds, lists and disconnects participants", async () => {
    const { contact, contactId, customerId, workspace } = await onCall();
    const { participantId } = await contact.addParticipant(contactId, quickConnect("phone_number"));
    const added = {
      participantId,
      contactId,
      type: { value: "outbound" },
      isInitial: false,
      isSelf: false,
    };
    expect(await contact.getParticipant(participantId)).toEqual(added);
    expect(await contact.getParticipantState(participantId)).toEqual({ value: "connected" });
    expect(await contact.getParticipantState(customerId)).toEqual({ value: "hold" });
    expect(await contact.listParticipants(contactId)).toEqual([
      expect.objectContaining({ participantId: customerId, isInitial: true }),
      expect.objectContaining({ type: { value: "agent" }, isSelf: true }),
      added,
    ]);
    await contact.disconnectParticipant(customerId);
    expect(await contact.listParticipants(contactId)).toHaveLength(2);
    await contact.disconnectParticipant(participantId);
    expect(workspace.getSnapshot().contacts[0]?.state).toBe("acw");
  });

  it("lets the agent preview a contact before the customer is dialled", async () => {
    const workspace = openWorkspace();
    const preview = { autoDialTimeout: 60, canDiscardPreview: false };
    const contactId = workspace.offerContact({ ...voiceCall, preview });
    workspace.acceptContact(contactId);
    const { provider } = await connectApp(workspace);
    const contact = new ContactClient(provider);
    expect(await contact.isPreviewMode(contactId)).toBe(true);
    expect(await contact.getPreviewConfiguration(contactId)).toEqual(preview);
    expect((await refusal(contact.disconnectSelf(contactId))).errorKey).toBe("invalidState");
    const { participantId } = await contact.engagePreviewContact(contactId);
    expect(await contact.getParticipant(participantId)).toMatchObject({ isInitial: true });
    expect(await contact.isPreviewMode(contactId)).toBe(false);
    expect(workspace.getSnapshot().contacts[0]?.state).toBe("connected");
    expect((await refusal(contact.getPreviewConfiguration(contactId))).errorKey).toBe(
      "invalidState",
    );
  });
});

describe("voice", () => {
  it("answers the customer's number and what the agent may dial", async () => {
    const { voice, contactId } = await onCall();
    expect(await voice.getInitialCustomerPhoneNumber(contactId)).toBe("+12065550100");
    expect(await voice.getPhoneNumber(contactId)).toBe("+12065550100");
    expect(await voice.getOutboundCallPermission()).toBe(true);
    expect(await voice.listDialableCountries()).toContainEqual({
      countryCode: "BR",
      callingCode: "+55",
      label: "Brazil",
    });
  });

  it("puts a participant on hold and back", async () => {
    const { voice, customerId } = await onCall();
    await voice.holdParticipant(customerId);
    expect(await voice.isParticipantOnHold(customerId)).toBe(true);
    expect(await voice.canResumeParticipant(customerId)).toBe(true);
    await voice.resumeParticipant(customerId);
    expect(await voice.isParticipantOnHold(customerId)).toBe(false);
    expect(await voice.canResumeParticipant(customerId)).toBe(false);
  });

  it("puts the agent on hold and back", async () => {
    const { voice, contactId } = await onCall();
    await voice.holdSelf(contactId);
    expect(await voice.isSelfOnHold(contactId)).toBe(true);
    expect(await voice.canResumeSelf(contactId)).toBe(true);
    await voice.resumeSelf(contactId);
    expect(await voice.isSelfOnHold(contactId)).toBe(false);
    expect(await voice.canResumeSelf(contactId)).toBe(false);
  });

  it("connects everyone in a conference", async () => {
    const { voice, contact, contactId, customerId } = await onCall();
    await contact.addParticipant(contactId, quickConnect("agent"));
    expect(await voice.isParticipantOnHold(customerId)).toBe(true);
    await voice.conferenceParticipants(contactId);
    expect(await voice.isParticipantOnHold(customerId)).toBe(false);
  });

  it("calls out, and refuses numbers that the agent may not dial", async () => {
    const workspace = openWorkspace();
    const voice = new VoiceClient((await connectApp(workspace)).provider);
    expect((await refusal(voice.createOutboundCall("206 555"))).reason).toContain("E.164");
    expect((await refusal(voice.createOutboundCall("+4930123456"))).errorKey).toBe(
      "invalidPhoneNumber",
    );
    const { contactId } = await voice.createOutboundCall("+12065550123");
    expect(workspace.getSnapshot().contacts).toMatchObject([
      { id: contactId, state: "connected", direction: "outbound", phoneNumber: "+12065550123" },
    ]);
    expect((await refusal(voice.createOutboundCall("+12065550123"))).errorKey).toBe("invalidState");
  });

  it("keeps the mode of voice enhancement", async () => {
    const { voice } = await onCall();
    expect(await voice.getVoiceEnhancementMode()).toBe("NONE");
    await voice.setVoiceEnhancementMode("VOICE_ISOLATION");
    expect(await voice.getVoiceEnhancementMode()).toBe("VOICE_ISOLATION");
    expect(await voice.getVoiceEnhancementPaths()).toHaveProperty("wasm");
  });
});

describe("app controller", () => {
  it("answers the catalogue and a registration by name or ARN", async () => {
    const { controller } = await onCall();
    const [everything] = await controller.getAppCatalog();
    expect(everything).toEqual(appNamed("Everything"));
    expect(await controller.getAppConfig("Everything")).toEqual(everything);
    expect(await controller.getAppConfig(everything?.arn ?? "")).toEqual(everything);
    expect((await refusal(controller.getAppConfig("None"))).errorKey).toBe("noResult");
  });

  it("launches another app for the contact in front, with its parameters", async () => {
    const { controller, workspace, contactId } = await onCall();
    const parameters = { orderId: 42, filter: { open: true } };
    const launched = await controller.launchApp("Nothing", { parameters, launchKey: "orders" });
    expect(launched).toMatchObject({
      config: { name: "Nothing" },
      state: "starting",
      scope: { type: "contact", contactId },
      launchKey: "orders",
      parameters,
      launchedBy: { type: "external", name: "Everything" },
      appCreateOrder: 2,
    });
    expect((await controller.launchApp("Nothing", { launchKey: "orders" })).instanceId).toBe(
      launched.instanceId,
    );
    expect((await controller.launchApp("Nothing")).instanceId).not.toBe(launched.instanceId);
    expect(workspace.getSnapshot().apps).toHaveLength(3);
  });

  it("refuses to launch for a contact that is not there", async () => {
    const { controller } = await onCall();
    const scope = { type: "contact", contactId: "none" } as const;
    expect((await refusal(controller.launchApp("Nothing", { scope }))).errorKey).toBe(
      "invalidScope",
    );
  });

  it("finds, focuses and closes apps", async () => {
    const { controller, instanceId, workspace } = await onCall();
    const { instanceId: other } = await controller.launchApp("Nothing");
    expect((await controller.getApps()).map((app) => app.instanceId)).toEqual([instanceId, other]);
    expect(await controller.getApp(instanceId)).toMatchObject({ instanceId, state: "active" });
    expect(await controller.focusApp(instanceId)).toEqual({ instanceId, result: "completed" });
    expect((await controller.focusApp("none")).result).toBe("failed");
    await controller.closeApp(other);
    expect(workspace.getSnapshot().apps.map(({ id }) => id)).toEqual([instanceId]);
    expect((await refusal(controller.getApp(other))).errorKey).toBe("noResult");
  });
});

/** The administrator guide's table of permissions, with the deprecated names of its older editions. */
const granularPermissions = {
  "User.Details.View": ["agent/getARN", "agent/getName"],
  "User.Configuration.View": [
    "agent/getRoutingProfile",
    "agent/getChannelConcurrency",
    "agent/getExtension",
    "agent/getDialableCountries",
    "agent/listAvailabilityStates",
    "agent/listQuickConnects",
    "voice/listDialableCountries",
    "voice/getOutboundCallPermission",
  ],
  "User.Status.View": ["agent/getState", "agent/stateChange"],
  "User.Status.Edit": [
    "agent/setAvailabilityState",
    "agent/setAvailabilityStateByName",
    "agent/setOffline",
  ],
  "Contact.Details.View": [
    "contact/getInitialContactId",
    "contact/getType",
    "contact/getStateDuration",
    "contact/getQueue",
    "contact/getQueueTimestamp",
    "contact/getChannelType",
    "contact/connected",
    "contact/missed",
    "contact/acw",
    "contact/cleared",
    "contact/destroy",
  ],
  "Contact.Details.Edit": [
    "contact/addParticipant",
    "contact/transfer",
    "contact/accept",
    "contact/clear",
    "voice/createOutboundCall",
  ],
  "Contact.CustomerDetails.View": ["contact/getPhoneNumber", "voice/getInitialCustomerPhoneNumber"],
  "Contact.Attributes.View": ["contact/getAttributes"],
};

describe("permissions", () => {
  it("are those of the administrator guide, and * for what came later", () => {
    const byPermission: Record<string, string[]> = {};
    for (const [name] of [...declared("Routes"), ...declared("Topics")]) {
      const permission = permissionFor(name) ?? "";
      byPermission[permission] = [...(byPermission[permission] ?? []), name];
    }
    const { "*": _later, "": free, ...granular } = byPermission;
    const sorted = (lists: Record<string, string[]>) =>
      Object.fromEntries(Object.entries(lists).map(([key, names]) => [key, [...names].sort()]));
    expect(sorted(granular)).toEqual(sorted(granularPermissions));
    expect(free).toEqual([
      "sendActivity",
      "expiration-warning",
      "expiration-warning-cleared",
      "session-extension-error",
    ]);
  });

  it.each(declared("Routes"))(
    "%s is refused without its permission, and answered with it",
    async (command, namespace) => {
      const permission = permissionFor(command);
      const permissions = permission ? [permission] : [];
      const workspace = openWorkspace({
        apps: [appNamed("Bare", []), appNamed("Permitted", permissions)],
      });
      workspace.acceptContact(workspace.offerContact(voiceCall));
      const bare = await connectApp(workspace, { app: "Bare" });
      const permitted = await connectApp(workspace, { app: "Permitted" });
      const ask = (provider: typeof bare.provider) =>
        provider.getProxy().request(namespace, command, { contactId: "CURRENT_CONTACT" });

      if (permission) {
        const error = await refusal(ask(bare.provider));
        expect(error).toMatchObject({
          errorKey: "noPermission",
          reason: "App does not have permission for this request",
          details: { command },
        });
      }
      const answer = await ask(permitted.provider).catch(({ errorKey }) => errorKey);
      expect(["noPermission", "handlerNotFound"]).not.toContain(answer);
    },
  );

  it.each(declared("Topics"))(
    "a subscription to %s needs its permission",
    async (key, namespace) => {
      const permission = permissionFor(key);
      const workspace = openWorkspace({
        apps: [appNamed("Bare", []), appNamed("Permitted", permission ? [permission] : [])],
      });
      workspace.acceptContact(workspace.offerContact(voiceCall));
      const bare = await connectApp(workspace, { app: "Bare" });
      const permitted = await connectApp(workspace, { app: "Permitted" });
      const written = expectConsoleErrors();
      bare.provider.subscribe({ namespace, key }, async () => {});
      permitted.provider.subscribe({ namespace, key }, async () => {});
      await settle();
      const message = `App attempted to subscribe to topic without permission - Topic ${JSON.stringify({ key, namespace })}`;
      expect(messages(workspace, "down", "error")).toMatchObject(
        permission ? [{ key: "subscribeWithoutPermission", message, isFatal: false }] : [],
      );
      expect(written()).toContain(permission ? message : "");
    },
  );
});
