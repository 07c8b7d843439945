import { AppControllerClient } from "@amazon-connect/app-controller";
import { ContactClient, ContactRoutes, contactNamespace } from "@amazon-connect/contact";
import { ConnectClient, type ConnectClientConfig, ConnectLogger } from "@amazon-connect/core";
import { VoiceClient } from "@amazon-connect/voice";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import type { Workspace } from "@/simulator/host/workspace";
import { playScenario } from "@/simulator/scenarios/player";
import { scenarioSchema } from "@/simulator/scenarios/scenario";
import { bugReport } from "@/simulator/ui/inspector/bug-report";
import { createLogReader } from "@/simulator/ui/inspector/log-line";
import { EmailClient, FileClient, QuickResponsesClient } from "../host/reference";
import {
  appNamed,
  connectApp,
  expectConsoleErrors,
  forAllContacts,
  openWorkspace,
  refusal,
  settle,
} from "../host/workspace-apps";

const marker = "Zanzibar";
const markedPhone = "+12065550999";

beforeEach(() => void vi.stubGlobal("navigator", { userAgent: "A browser" }));

function reportOf(workspace: Workspace): ReturnType<typeof bugReport> {
  const snapshot = workspace.getSnapshot();
  const lines = createLogReader()(snapshot.log);
  return JSON.parse(JSON.stringify(bugReport(snapshot, lines, lines)));
}

const channels = ["voice", "queue_callback", "chat", "task", "email"] as const;

/** Requests that the SDK's client has no longer. */
class OldContactClient extends ConnectClient {
  constructor(config: ConnectClientConfig) {
    super(contactNamespace, config);
  }
  ask = (command: ContactRoutes, contactId: string) =>
    this.context.proxy.request(command, { contactId });
}

/** A contact with the marker in each field that the customer or a flow sets. */
function marked(channel: (typeof channels)[number]) {
  return {
    id: channel,
    channel,
    customer: `${marker} ${channel}`,
    phoneNumber: markedPhone,
    description: `${marker} has a question`,
    // Keys that the SDK has too.
    attributes: { orderId: marker, type: marker, state: marker, contactId: marker, name: marker },
    references: { message: `https://example.com/${marker}` },
  };
}

async function openMarkedDesk() {
  const workspace = openWorkspace({ apps: [forAllContacts("Everything"), appNamed("One")] });
  const { provider } = await connectApp(workspace, {
    parameters: { customer: marker, of: 42_042 },
  });
  const routingProfile = { channelConcurrencyMap: { VOICE: 5, CHAT: 5, TASK: 5, EMAIL: 5 } };
  const scenario = scenarioSchema.parse({ routingProfile, contacts: channels.map(marked) });
  const refused = vi.fn();
  onTestFinished(
    playScenario(scenario, workspace, { changeAgent: vi.fn(), refused }, { patience: 0 }),
  );
  const { contacts } = workspace.getSnapshot();
  return { workspace, provider, contacts };
}

it("a saved report has no customer data of any channel", async () => {
  const { workspace, provider, contacts } = await openMarkedDesk();
  const logged = expectConsoleErrors();
  const client = new ContactClient(provider);
  const old = new OldContactClient(provider);
  const voice = new VoiceClient(provider);
  for (const { id, channel } of contacts) {
    await client.getAttributes(id, "*");
    await client.getContact(id);
    await old.ask(ContactRoutes.getReferences, id);
    await old.ask(ContactRoutes.getDescription, id);
    if (channel.type === "voice") await voice.getPhoneNumber(id);
    workspace.setAttributes(id, { orderId: `${marker}-2` });
    await client.getAttributes(id, ["orderId"]);
  }
  await refusal(voice.createOutboundCall(marker));
  await refusal(voice.createOutboundCall(markedPhone));

  const [email] = contacts.filter(({ channel }) => channel.type === "email");
  const contactId = email?.id ?? "";
  const mails = new EmailClient(provider);
  const files = new FileClient(provider);
  const { contactArn, bodyLocation } = await mails.getEmailData({
    contactId,
    activeContactId: contactId,
  });
  const { fileId } = await files.startAttachedFileUpload({
    associatedResourceArn: contactArn,
    fileName: `${marker}.pdf`,
    fileSizeInBytes: 3,
    fileUseCaseType: "ATTACHMENT",
  });
  await files.batchGetAttachedFileMetadata({
    relatedAttachments: { associatedResourceArn: contactArn, fileIds: [fileId] },
    activeContactId: contactId,
  });
  if (!bodyLocation) throw new Error("The e-mail has no body");
  await files.getAttachedFileUrl({ attachment: bodyLocation, activeContactId: contactId });
  const reply = await mails.createDraftEmail({
    initiationMethod: "AGENT_REPLY",
    relatedContactId: contactId,
    attributes: { status: marker },
    references: { key: { type: "URL", value: marker } },
  });
  await mails.getEmailData({ contactId: reply.contactId, activeContactId: contactId });
  const to = [{ emailAddress: `${marker}@example.com`, displayName: marker }];
  const emailContent = { subject: marker, body: marker, bodyType: "text/plain" } as const;
  await mails.sendEmail({ contactId: reply.contactId, to, emailContent });
  await new QuickResponsesClient(provider).searchQuickResponses({
    channels: ["Chat"],
    attributes: { level: marker },
    queries: [{ name: "content", values: [marker], operator: "CONTAINS" }],
  });
  await new AppControllerClient(provider).launchApp("One", { parameters: { type: marker } });

  new ConnectLogger({ provider, source: "orders" }).error(
    `Could not show ${marker} of ${markedPhone}`,
    { message: marker },
  );
  provider.publish({ namespace: "orders", key: "order" } as never, { id: marker });
  for (const { id } of contacts) {
    workspace.endContact(id);
    await workspace.clearContact(id);
  }
  provider.sendFatalError(`${marker} at https://example.com/orders?of=someone`, new Error(marker));
  await settle();
  expect(logged()).toContain(marker);

  // Without the redaction, it is there.
  const sent = JSON.stringify(workspace.getSnapshot().log);
  for (const each of [marker, markedPhone, "42042", "of=someone"]) expect(sent).toContain(each);
  const report = JSON.stringify(reportOf(workspace));
  expect(report).not.toMatch(/zanzibar|5550999|42042|someone/i);
  // Upload and download URLs, and their tokens.
  expect(report).not.toMatch(/"(?:uploadUrl|downloadUrl|x-[\w-]+)":"(?!\[redacted\])/);
});

it("a saved report keeps what the SDK defines", async () => {
  const { workspace, provider, contacts } = await openMarkedDesk();
  const [{ id } = { id: "" }] = contacts;
  const client = new ContactClient(provider);
  client.onCleared(async () => {});
  await client.getAttributes(id, "*");
  await refusal(client.getAttributes("no-contact", ["orderId"]));
  workspace.endContact(id);
  await workspace.clearContact(id);
  await settle();

  const { page, apps, faults, messages, savedAt } = reportOf(workspace);
  expect(page).toEqual({ version: "unknown", browser: "A browser" });
  expect(Date.parse(savedAt)).toBeGreaterThan(0);
  expect(faults).toMatchObject({ silent: false });
  expect(apps[0]).toMatchObject({
    name: "Everything",
    origin: "http://localhost:3000",
    permissions: ["*"],
    scope: "CROSS_CONTACTS",
  });
  const message = (expected: object) =>
    expect.arrayContaining([
      expect.objectContaining({ message: expect.objectContaining(expected) }),
    ]);
  expect(messages).toEqual(
    message({ type: "connect-app-host-init", sdkVersion: expect.any(String) }),
  );
  expect(messages).toEqual(
    message({
      type: "request",
      namespace: "aws.connect.contact",
      command: "contact/getAttributes",
      requestId: expect.any(String),
      data: { contactId: id, attributes: "*" },
    }),
  );
  expect(messages).toEqual(message({ data: { contactId: "no-contact", attributes: ["orderId"] } }));
  const hidden = "[redacted]";
  expect(messages).toEqual(
    message({
      type: "response",
      isError: false,
      data: { orderId: hidden, type: hidden, state: hidden, contactId: hidden, name: hidden },
    }),
  );
  expect(messages).toEqual(
    message({
      isError: true,
      errorKey: "contactNotFound",
      reason: expect.stringContaining("no-contact"),
    }),
  );
  expect(messages).toEqual(
    message({
      type: "publish",
      topic: { namespace: "aws.connect.contact", key: "contact/cleared" },
      data: { contactId: id, initialContactId: id, type: "voice", subtype: "connect:Telephony" },
    }),
  );
});
