import { MessageTemplateClient } from "@amazon-connect/message-template";
import { expect, it, onTestFinished, vi } from "vitest";
import { noFileStore } from "@/simulator/host/files/file-store";
import { QuickResponsesClient } from "../reference";
import { chat, connectApp, expectConsoleErrors, openWorkspace, refusal } from "../workspace-apps";

async function onChat(options: Parameters<typeof openWorkspace>[0] = {}) {
  const workspace = openWorkspace({ agent: { arn: "arn:a", name: "Ana Silva" }, ...options });
  const contactId = workspace.offerContact({ ...chat, attributes: { orderId: "O-1" } });
  workspace.acceptContact(contactId);
  const { provider } = await connectApp(workspace);
  return {
    workspace,
    contactId,
    templates: new MessageTemplateClient(provider),
    responses: new QuickResponsesClient(provider),
  };
}

const contains = { operator: "CONTAINS" } as const;

it("an instance without a knowledge base has neither templates nor quick responses", async () => {
  const { templates, responses } = await onChat({ hasKnowledge: false });
  expect(await templates.isEnabled()).toEqual({ isEnabled: false });
  expect(await responses.isEnabled()).toEqual({ isEnabled: false });
  expect(await templates.searchMessageTemplates({ channels: ["EMAIL"] })).toEqual({
    messageTemplates: [],
  });
  expect(await responses.searchQuickResponses({ channels: ["Chat"] })).toEqual({ results: [] });
});

it("both name the knowledge base that they are in", async () => {
  const { templates, responses } = await onChat();
  const enabled = { isEnabled: true, knowledgeBaseId: expect.any(String) };
  expect(await templates.isEnabled()).toEqual(enabled);
  expect(await responses.isEnabled()).toEqual(enabled);
});

it("templates are found by name or description, the best match first, page by page", async () => {
  const { templates } = await onChat();
  const namesOf = async (request: object) =>
    (
      await templates.searchMessageTemplates({ channels: ["EMAIL"], ...request })
    ).messageTemplates.map(({ name }) => name);

  expect(await namesOf({})).toEqual(["Order shipped", "Return label", "We need more time"]);
  expect(await namesOf({ channels: [] })).toEqual([]);
  const order = { ...contains, values: ["order"] };
  expect(
    await namesOf({
      queries: [
        { ...order, name: "name", priority: "LOW" },
        { ...contains, name: "description", values: ["send an order"], priority: "HIGH" },
      ],
    }),
  ).toEqual(["Return label", "Order shipped"]);
  const shiped = { name: "name", values: ["shiped"] };
  expect(await namesOf({ queries: [{ ...contains, ...shiped }] })).toEqual([]);
  expect(await namesOf({ queries: [{ ...contains, ...shiped, allowFuzziness: true }] })).toEqual([
    "Order shipped",
  ]);
  const hipped = { name: "name", values: ["hipped"] };
  expect(await namesOf({ queries: [{ ...contains, ...hipped }] })).toEqual(["Order shipped"]);
  expect(await namesOf({ queries: [{ ...hipped, operator: "CONTAINS_AND_PREFIX" }] })).toEqual([]);

  const { nextToken = "" } = await templates.searchMessageTemplates({
    channels: ["EMAIL"],
    maxResults: 2,
  });
  expect(await namesOf({ maxResults: 2, nextToken })).toEqual(["We need more time"]);
});

it("a template is filled in from the contact and the agent, and names what is missing", async () => {
  const { templates, contactId } = await onChat();
  const { messageTemplates } = await templates.searchMessageTemplates({ channels: ["EMAIL"] });
  const [shipped, label] = messageTemplates;
  expect(await templates.getContent(shipped?.messageTemplateArn ?? "", contactId)).toEqual({
    subject: "Your order O-1",
    body: {
      plainText: expect.stringContaining("order O-1 is on its way.\n\nAna"),
      html: expect.stringContaining("<b>O-1</b>"),
    },
    attachments: [],
    attributesNotInterpolated: [],
  });
  const byId = await templates.getContent(`${label?.messageTemplateId}:$LATEST`, contactId);
  expect(byId).toMatchObject({
    body: { plainText: expect.stringContaining("{{Attributes.returnAddress}}") },
    attachments: [{ fileName: "return-label.txt", downloadUrl: expect.stringMatching(/^https?:/) }],
    attributesNotInterpolated: ["returnAddress"],
  });
  expect((await refusal(templates.getContent("none", contactId))).errorKey).toBe(
    "templateNotFound",
  );
  expect((await refusal(templates.getContent("none", "other"))).errorKey).toBe("contactNotFound");
});

it("each preview of a template has a new URL to the same file", async () => {
  const put = vi.fn(async () => {});
  const { templates, contactId } = await onChat({ fileStore: { ...noFileStore, put } });
  const { messageTemplates } = await templates.searchMessageTemplates({ channels: ["EMAIL"] });
  const label = messageTemplates.find(({ name }) => name === "Return label");
  const preview = async () => {
    const { attachments } = await templates.getContent(label?.messageTemplateId ?? "", contactId);
    return attachments?.[0];
  };
  const first = await preview();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  onTestFinished(() => void vi.useRealTimers());
  const second = await preview();
  expect(second?.fileId).toBe(first?.fileId);
  expect(second?.downloadUrl).not.toBe(first?.downloadUrl);
  expect(put).toHaveBeenCalledOnce();
});

it("quick responses are found by channel, shortcut and content, and are filled in", async () => {
  const { responses } = await onChat();
  const named = async (request: object) =>
    (await responses.searchQuickResponses({ channels: ["Chat"], ...request })).results;
  expect((await named({ channels: ["Email"] })).map(({ name }) => name)).toEqual([
    "Goodbye",
    "Order status",
  ]);
  const [order] = await named({
    queries: [{ ...contains, name: "shortcutKey", values: ["order"] }],
  });
  expect(order).toMatchObject({
    shortcutKey: "order",
    contents: {
      plainText: expect.stringContaining("O-1"),
      markdown: expect.stringContaining("**O-1**"),
    },
    attributesNotInterpolated: [],
  });
  const nice = [{ ...contains, name: "content", values: ["nice day"] }];
  expect((await named({ queries: nice })).map(({ name }) => name)).toEqual(["Goodbye"]);
  const [other] = await named({
    attributes: { orderId: "O-2" },
    queries: [{ ...contains, name: "name", values: ["order"] }],
  });
  expect(other?.contents.plainText).toContain("O-2");
});

it("both need *", async () => {
  expectConsoleErrors();
  const { workspace } = await onChat();
  const { provider } = await connectApp(workspace, { app: "Nothing" });
  for (const client of [new MessageTemplateClient(provider), new QuickResponsesClient(provider)]) {
    expect((await refusal(client.isEnabled())).errorKey).toBe("noPermission");
  }
});
