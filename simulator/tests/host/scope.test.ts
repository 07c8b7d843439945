import { AgentClient, ContactClient } from "@amazon-connect/contact";
import type { SubscriptionTopic } from "@amazon-connect/core";
import { expect, it } from "vitest";
import {
  appNamed,
  chat,
  connectApp,
  openWorkspace,
  refusal,
  settle,
  voiceCall,
} from "./workspace-apps";

const granular = appNamed("Granular", [
  "Contact.Details.View",
  "Contact.Attributes.View",
  "User.Details.View",
]);

it("an app of a contact sees that contact, under its id and as the current one", async () => {
  const workspace = openWorkspace({ apps: [granular] });
  const contactId = workspace.offerContact(voiceCall);
  workspace.acceptContact(contactId);
  const { provider } = await connectApp(workspace);
  const client = new ContactClient(provider);
  expect(await client.getAttributes(contactId, "*")).toEqual(voiceCall.attributes);
  expect(await client.getAttribute("CURRENT_CONTACT", "orderId")).toBe("42");
});

it("an app without * does not see another contact", async () => {
  const workspace = openWorkspace({ apps: [granular] });
  const other = workspace.offerContact(chat);
  workspace.acceptContact(workspace.offerContact(voiceCall));
  const { provider } = await connectApp(workspace);
  const error = await refusal(new ContactClient(provider).getQueue(other));
  expect(error).toMatchObject({
    errorKey: "contactNotFound",
    details: { command: "contact/getQueue", requestData: { contactId: other } },
  });
});

it("an app on the idle desk sees the agent and no contact", async () => {
  const workspace = openWorkspace({ apps: [granular] });
  const contactId = workspace.offerContact(voiceCall);
  const { provider } = await connectApp(workspace);
  expect(await new AgentClient(provider).getName()).toBe("Ana");
  const client = new ContactClient(provider);
  expect((await refusal(client.getQueue(contactId))).errorKey).toBe("contactNotFound");
  expect((await refusal(client.getQueue("CURRENT_CONTACT"))).errorKey).toBe("contactNotFound");
});

it("an app that stays open for all contacts sees each, and the selected one as the current", async () => {
  const everywhere = { ...granular, contactHandling: { scope: "CROSS_CONTACTS" as const } };
  const workspace = openWorkspace({ apps: [everywhere] });
  const voice = workspace.offerContact(voiceCall);
  const other = workspace.offerContact(chat);
  const client = new ContactClient((await connectApp(workspace)).provider);
  const heard: string[] = [];
  client.onConnected(async ({ contactId }) => void heard.push(contactId));
  await settle();
  workspace.acceptContact(other);
  workspace.acceptContact(voice);
  await settle();
  expect(heard).toEqual([other, voice]);
  expect(await client.getInitialContactId("CURRENT_CONTACT")).toBe(voice);
  workspace.selectContact(other);
  expect(await client.getInitialContactId("CURRENT_CONTACT")).toBe(other);
  expect((await client.getQueue(voice)).name).toBe("Support");
  workspace.selectContact(null);
  expect((await refusal(client.getQueue("CURRENT_CONTACT"))).errorKey).toBe("contactNotFound");
  // Its permissions are what they are.
  expect((await refusal(client.listContacts())).errorKey).toBe("noPermission");
});

it("an app without * gets no events of another contact, even by its id", async () => {
  const workspace = openWorkspace({ apps: [granular] });
  const other = workspace.offerContact(chat);
  const own = workspace.offerContact(voiceCall);
  workspace.selectContact(own);
  const client = new ContactClient((await connectApp(workspace)).provider);
  const heard: string[] = [];
  const handler = async ({ contactId }: { contactId: string }) => void heard.push(contactId);
  client.onConnected(handler, other);
  client.onConnected(handler, own);
  await settle();
  workspace.acceptContact(other);
  workspace.acceptContact(own);
  await settle();
  expect(heard).toEqual([own]);
});

it("an app with * may name any contact of the agent", async () => {
  const workspace = openWorkspace();
  const voice = workspace.offerContact(voiceCall);
  const other = workspace.offerContact(chat);
  workspace.selectContact(voice);
  const client = new ContactClient((await connectApp(workspace)).provider);
  expect(await client.listContacts()).toEqual([
    expect.objectContaining({ contactId: voice, type: "voice" }),
    expect.objectContaining({ contactId: other, type: "chat", subtype: "connect:Chat" }),
  ]);
  expect((await client.getContact(other)).queue.name).toBe("Support");
});

it("a lifecycle subscription without a contact is for the app's own", async () => {
  const workspace = openWorkspace();
  const voice = workspace.offerContact(voiceCall);
  const other = workspace.offerContact(chat);
  workspace.selectContact(voice);
  const { provider } = await connectApp(workspace);
  const heard: string[] = [];
  const client = new ContactClient(provider);
  client.onConnected(async ({ contactId }) => void heard.push(contactId));
  await settle();
  workspace.acceptContact(other);
  workspace.acceptContact(voice);
  await settle();
  expect(heard).toEqual([voice]);
});

it.each([
  ["with a namespace", { namespace: "orders.example", key: "order/opened" }],
  ["without a namespace", { key: "order/opened" } as SubscriptionTopic],
])("an app's own event %s reaches only the other apps on the same contact", async (_, topic) => {
  const apps = [appNamed("Sender", []), appNamed("Beside", []), appNamed("Elsewhere", [])];
  const workspace = openWorkspace({ apps });
  const elsewhere = await connectApp(workspace, { app: "Elsewhere" });
  workspace.selectContact(workspace.offerContact(voiceCall));
  const sender = await connectApp(workspace, { app: "Sender" });
  const beside = await connectApp(workspace, { app: "Beside" });
  const heard: [string, object][] = [];
  for (const [name, { provider }] of Object.entries({ sender, beside, elsewhere })) {
    provider.subscribe(topic, async (data) => void heard.push([name, data]));
  }
  await settle();
  sender.provider.publish(topic, { orderId: "42" });
  await settle();
  expect(heard).toEqual([["beside", { orderId: "42" }]]);
});
