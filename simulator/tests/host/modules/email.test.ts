import { expect, it, vi } from "vitest";
import type { NewContact } from "@/simulator/host/contacts/contact";
import { emailLimits } from "@/simulator/host/email/emails";
import { EmailClient } from "../reference";
import {
  appNamed,
  chat,
  connectApp,
  forAllContacts,
  openWorkspace,
  refusal,
  settle,
} from "../workspace-apps";

const mail: NewContact = {
  channel: { type: "email", subtype: "connect:Email" },
  customer: "Mary Major",
  attributes: { orderId: "O-1" },
};
const mary = { emailAddress: "mary.major@example.com", displayName: "Mary Major" };
const support = { emailAddress: "support@simulated.example", displayName: "Support" };
const emailContent = { subject: "Re: It", body: "Hello", bodyType: "text/plain" } as const;

async function openInbox(contact: NewContact = mail) {
  const workspace = openWorkspace({
    apps: [forAllContacts("Inbox"), appNamed("One"), forAllContacts("Weak", ["User.Details.View"])],
  });
  const { provider } = await connectApp(workspace, { app: "Inbox" });
  const client = new EmailClient(provider);
  const accepted = vi.fn(async () => {});
  const drafted = vi.fn(async () => {});
  client.onAcceptedEmail(accepted);
  client.onDraftEmailCreated(drafted);
  await settle();
  const contactId = workspace.offerContact(contact);
  workspace.acceptContact(contactId);
  await settle();
  const stateOf = (id: string) =>
    workspace.getSnapshot().contacts.find((each) => each.id === id)?.state;
  return { workspace, client, contactId, accepted, drafted, stateOf };
}

it("an accepted e-mail sends its event, and is read with its sender and subject", async () => {
  const { client, contactId, accepted } = await openInbox();
  expect(accepted.mock.calls).toMatchObject([[{ contactId }]]);
  const email = await client.getEmailData({ contactId, activeContactId: contactId });
  expect(email).toMatchObject({
    contactId,
    contactArn: expect.stringMatching(new RegExp(`/contact/${contactId}$`)),
    subject: "Question about O-1",
    from: mary,
    to: [support],
    deliveredTo: support,
    direction: "INBOUND",
    initiationTimestamp: expect.any(Date),
    bodyLocation: { fileId: expect.any(String), associatedResourceArn: email.contactArn },
  });
});

it("an outbound e-mail on the desk is from Support to the customer, and nobody has written it", async () => {
  const { client, workspace } = await openInbox();
  const placed = { ...mail, direction: "outbound" } as const;
  const contactId = workspace.placeContact(placed, { state: "connected" });
  const email = await client.getEmailData({ contactId, activeContactId: contactId });
  expect(email).toMatchObject({ direction: "OUTBOUND", from: support, to: [mary] });
  expect(email).not.toHaveProperty("deliveredTo");
  expect(email).not.toHaveProperty("bodyLocation");
});

it("a contact of another channel sends no event of e-mail, and has no e-mail", async () => {
  const { client, contactId, accepted } = await openInbox(chat);
  expect(accepted).not.toHaveBeenCalled();
  const error = await refusal(client.getEmailData({ contactId, activeContactId: contactId }));
  expect(error.errorKey).toBe("invalidState");
});

it("a reply is a draft on the desk, and sending it ends its contact", async () => {
  const { client, contactId, drafted, stateOf } = await openInbox();
  const reply = await client.createDraftEmail({
    initiationMethod: "AGENT_REPLY",
    relatedContactId: contactId,
    attributes: { tone: "kind" },
  });
  await settle();
  expect(drafted.mock.calls).toMatchObject([[{ contactId: reply.contactId }]]);
  expect(stateOf(reply.contactId)).toBe("connected");
  const ids = { contactId: reply.contactId, activeContactId: contactId };
  expect(await client.getEmailData(ids)).toMatchObject({
    relatedContactId: contactId,
    subject: "Re: Question about O-1",
    to: [mary],
    from: support,
    direction: "OUTBOUND",
  });

  await client.sendEmail({ contactId: reply.contactId, to: [mary], cc: [support], emailContent });
  expect(stateOf(reply.contactId)).toBe("acw");
  expect(stateOf(contactId)).toBe("connected");
  expect(await client.getEmailData(ids)).toMatchObject({ subject: "Re: It", cc: [support] });
  const again = client.sendEmail({ contactId: reply.contactId, to: [mary], emailContent });
  expect((await refusal(again)).errorKey).toBe("invalidState");
});

it("a thread has the earlier e-mails and the replies, page by page", async () => {
  const { client, contactId } = await openInbox({ ...mail, initialContactId: "the-first" });
  const { contactAssociationId } = await client.getEmailData({
    contactId,
    activeContactId: contactId,
  });
  const reply = await client.createDraftEmail({
    initiationMethod: "AGENT_REPLY",
    relatedContactId: contactId,
  });
  const first = await client.getEmailThread({ contactAssociationId, maxResults: 2 });
  expect(first.contacts).toMatchObject([
    { contactId: "the-first", initiationMethod: "INBOUND", disconnectTimestamp: expect.any(Date) },
    { contactId, previousContactId: "the-first", initiationMethod: "INBOUND" },
  ]);
  const { nextToken = "" } = first;
  const rest = await client.getEmailThread({ contactAssociationId, nextToken });
  expect(rest).toEqual({
    contacts: [
      expect.objectContaining({
        contactId: reply.contactId,
        previousContactId: contactId,
        initiationMethod: "AGENT_REPLY",
      }),
    ],
  });
  const earlier = { contactId: "the-first", activeContactId: contactId };
  expect(await client.getEmailData(earlier)).toMatchObject({ from: mary });
});

it("an e-mail of another thread cannot be read", async () => {
  const { client, workspace, contactId } = await openInbox();
  const other = workspace.offerContact({ ...mail, customer: "Wang Xiulan" });
  const { contactAssociationId } = await client.getEmailData({
    contactId: other,
    activeContactId: other,
  });
  const ids = { contactId: other, activeContactId: contactId };
  expect((await refusal(client.getEmailData(ids))).errorKey).toBe("contactNotFound");
  workspace.rejectContact(other);
  await workspace.clearContact(other);
  expect((await refusal(client.getEmailThread({ contactAssociationId }))).errorKey).toBe(
    "threadNotFound",
  );
});

it("an e-mail that cannot be sent is refused with the SDK's error keys", async () => {
  const { client, stateOf } = await openInbox();
  const { contactId } = await client.createDraftEmail({ initiationMethod: "OUTBOUND" });
  const keyOf = async (change: object) =>
    (await refusal(client.sendEmail({ contactId, to: [mary], emailContent, ...change }))).errorKey;

  expect(await keyOf({ from: mary })).toBe("OutboundEmailAddressNotConfiguredException");
  const body = "x".repeat(emailLimits.body + 1);
  expect(await keyOf({ emailContent: { ...emailContent, body } })).toBe(
    "EmailBodySizeExceededException",
  );
  expect(await keyOf({ to: [mary, support] })).toBe("invalidParameter");
  expect(await keyOf({ cc: Array(11).fill(mary) })).toBe("invalidParameter");
  expect(stateOf(contactId)).toBe("connected");
});

it("a draft needs a kind, the e-mail it replies to, and a time to live of up to a week", async () => {
  const { client } = await openInbox();
  for (const draft of [
    { initiationMethod: "AGENT_REPLY" },
    { initiationMethod: "OUTBOUND", expiryDurationInMinutes: 0 },
    { initiationMethod: "OUTBOUND", expiryDurationInMinutes: 7 * 24 * 60 + 1 },
    { initiationMethod: "BY_HAND" },
  ]) {
    const error = await refusal(client.createDraftEmail(draft as never));
    expect(error.errorKey).toBe("invalidParameter");
  }
});

it("a draft that nobody sends expires", async () => {
  const { client, stateOf } = await openInbox();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const drafting = client.createDraftEmail({
    initiationMethod: "OUTBOUND",
    expiryDurationInMinutes: 1,
  });
  const { contactId } = await drafting;
  vi.advanceTimersByTime(59_000);
  expect(stateOf(contactId)).toBe("connected");
  vi.advanceTimersByTime(2_000);
  expect(stateOf(contactId)).toBe("acw");
  vi.useRealTimers();
});

it("an app that is registered for one contact, or without *, cannot use e-mail", async () => {
  const { workspace, contactId } = await openInbox();
  const ids = { contactId, activeContactId: contactId };
  const one = new EmailClient((await connectApp(workspace, { app: "One" })).provider);
  expect((await refusal(one.getEmailData(ids))).errorKey).toBe("invalidScope");
  const weak = new EmailClient((await connectApp(workspace, { app: "Weak" })).provider);
  expect((await refusal(weak.getEmailData(ids))).errorKey).toBe("noPermission");
});
