import { ContactClient } from "@amazon-connect/contact";
import { expect, it } from "vitest";
import { createLogReader } from "@/simulator/ui/inspector/log-line";
import { filterLog, isInLog, type Whose } from "@/simulator/ui/inspector/log-filter";
import { summaryOf } from "@/simulator/ui/inspector/summary";
import { chat, connectApp, forAllContacts, openWorkspace, settle } from "../host/workspace-apps";

const contactHandling = { scope: "PER_CONTACT" } as const;

/** A chat with a frame of its own, another chat, and an app of all contacts. */
async function openDesk() {
  const everywhere = forAllContacts("Everywhere");
  const workspace = openWorkspace({
    apps: [{ ...everywhere, name: "One", arn: "one", contactHandling }, everywhere],
  });
  const mine = workspace.offerContact(chat);
  const other = workspace.offerContact({ ...chat, customer: "Lee" });
  workspace.acceptContact(mine);
  const own = await connectApp(workspace, { app: "One" });
  const cross = await connectApp(workspace, { app: "Everywhere" });
  const client = new ContactClient(cross.provider);
  client.onCleared(async () => {});
  await settle();
  const owner = { spansContacts: false, name: "" };
  const owners = new Map([
    [own.id, { ...owner, contactId: mine }],
    [cross.id, { ...owner, contactId: null, spansContacts: true }],
  ]);
  const readLog = createLogReader();
  const lines = () => readLog(workspace.getSnapshot().log);
  const shown = (whose: Whose) =>
    filterLog(lines(), { text: "", healthChecks: true, whose }, owners, null).map(
      ({ entry }) => [entry.instanceId, summaryOf(entry)] as const,
    );
  return { workspace, client, mine, other, own, cross, owners, lines, shown };
}

it("the messages of a contact are those of its frames, and others' that name it", async () => {
  const { workspace, client, mine, other, own, cross, lines, owners, shown } = await openDesk();
  await client.getAttributes(mine, "*");
  await client.getAttributes(other, "*");
  workspace.endContact(mine);
  await workspace.clearContact(mine);
  await settle();

  const messages = shown(`contact:${mine}`);
  const all = shown("all");
  expect(messages.filter(([id]) => id === own.id)).toEqual(all.filter(([id]) => id === own.id));
  // The request, its response, which has no contact's id, and the event.
  expect(messages.filter(([id]) => id === cross.id).map(([, summary]) => summary)).toEqual([
    "contact/getAttributes",
    "",
    "contact/cleared",
  ]);
  expect(isInLog(lines(), mine, owners)).toBe(true);
});

it("a contact is in the log until its last message is dropped", async () => {
  const { workspace, client, other, lines, owners } = await openDesk();
  expect(isInLog(lines(), other, owners)).toBe(false);
  await client.getAttributes(other, "*");
  expect(isInLog(lines(), other, owners)).toBe(true);
  workspace.clearLog();
  expect(isInLog(lines(), other, owners)).toBe(false);
});
