import type {
  MessageTemplateContent,
  SearchMessageTemplatesParams,
  SearchMessageTemplatesResponse,
} from "@amazon-connect/message-template";
import type { AttachedFiles } from "../files/attached-files";
import { page } from "../page";
import { RefusedError } from "../refused-error";
import type { QuickResponses, SearchQuickResponses } from "../sdk/quick-responses";
import { knowledgeArn } from "../simulated-instance";
import { knowledgeBaseId, type SampleTemplate, sampleResponses, sampleTemplates } from "./samples";
import { fillIn, search } from "./search";

type Attributes = Readonly<Record<string, string>>;

/** The version that a template's ARN names. */
const activeVersion = "1";

/** The instance's message templates and quick responses. */
export class KnowledgeBase {
  /** null: the instance has none, and both features are off. */
  readonly id: string | null;

  constructor(
    hasKnowledge: boolean,
    private readonly files: AttachedFiles,
  ) {
    this.id = hasKnowledge ? knowledgeBaseId : null;
  }

  searchTemplates(request: SearchMessageTemplatesParams): SearchMessageTemplatesResponse {
    const { channels, queries, maxResults, nextToken } = request;
    const all = this.id !== null && channels.includes("EMAIL") ? sampleTemplates : [];
    const found = page(
      search(all, queries, (item, field) => item[field]),
      maxResults,
      nextToken,
    );
    return {
      messageTemplates: found.items.map(({ id, name, description }) => ({
        messageTemplateArn: `${knowledgeArn("message-template", id)}:${activeVersion}`,
        messageTemplateId: id,
        name,
        description,
      })),
      ...(found.nextToken && { nextToken: found.nextToken }),
    };
  }

  /** `idOrArn` may end with a version, such as `:$LATEST`: there is one version of each. */
  content(idOrArn: string, attributes: Attributes): MessageTemplateContent {
    const id = idOrArn.replace(/^arn:.*\//, "").replace(/:[A-Z0-9_$]+$/, "");
    const template = this.id !== null && sampleTemplates.find((each) => each.id === id);
    if (!template) throw new RefusedError("templateNotFound", `There is no template ${idOrArn}`);
    const parts = {
      subject: fillIn(template.subject, attributes),
      plainText: fillIn(template.plainText, attributes),
      html: fillIn(template.html ?? "", attributes),
    };
    const missing = Object.values(parts).flatMap((part) => part.missing);
    return {
      subject: parts.subject.text,
      body: {
        plainText: parts.plainText.text,
        ...(template.html && { html: parts.html.text }),
      },
      attachments: this.attachmentsOf(template),
      attributesNotInterpolated: [...new Set(missing)],
    };
  }

  searchResponses(request: SearchQuickResponses, contact: Attributes): QuickResponses {
    const { channels, queries, attributes, maxResults, nextToken } = request;
    const all = sampleResponses.filter((each) =>
      each.channels.some((channel) => this.id !== null && channels.includes(channel)),
    );
    const textOf = (item: (typeof all)[number], field: string) =>
      field === "content" ? item.plainText : item[field as "name" | "description" | "shortcutKey"];
    const found = page(search(all, queries, textOf), maxResults, nextToken);
    return {
      results: found.items.map(({ id, name, description, shortcutKey, ...contents }) => {
        const plainText = fillIn(contents.plainText, { ...contact, ...attributes });
        const markdown = fillIn(contents.markdown ?? "", { ...contact, ...attributes });
        return {
          contents: {
            plainText: plainText.text,
            ...(contents.markdown && { markdown: markdown.text }),
          },
          knowledgeBaseId,
          name,
          description,
          shortcutKey,
          quickResponseId: id,
          quickResponseArn: knowledgeArn("quick-response", id),
          attributesNotInterpolated: plainText.missing,
        };
      }),
      ...(found.nextToken && { nextToken: found.nextToken }),
    };
  }

  private attachmentsOf({ id, attachments }: SampleTemplate) {
    const arn = knowledgeArn("message-template", id);
    const added = this.files.approved(arn);
    return attachments.map(({ fileName, text }) => {
      // The store keeps few files: one for each preview would push out those that agents have uploaded.
      const file =
        added.find((each) => each.fileName === fileName) ??
        this.files.addText(arn, fileName, "text/plain", text);
      const { fileId, downloadUrl } = this.files.urlOf(file);
      return { fileName, fileId, downloadUrl };
    });
  }
}
