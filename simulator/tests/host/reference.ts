import { ConnectClient, type ConnectClientConfig } from "@amazon-connect/core";
import type {
  CreateDraftEmail,
  EmailContact,
  EmailContactConnected,
  EmailThread,
  GetEmailData,
  GetEmailThread,
  SendEmail,
} from "@/simulator/host/sdk/email";
import type {
  BatchGetMetadata,
  BatchMetadata,
  FileUrl,
  GetFileUrl,
  OfFile,
  StartedUpload,
  StartUpload,
} from "@/simulator/host/sdk/file";
import type {
  QuickResponses,
  QuickResponsesEnabledState,
  SearchQuickResponses,
} from "@/simulator/host/sdk/quick-responses";
import type { ThemeData } from "@/simulator/host/sdk/theme";

// The SDK's modules whose packages are not installed here: email, file, quick-responses and user are not on the public
// registry, and theme needs Cloudscape. The names come from the public sources of the SDK and from AWS's guide.

const modules: { namespace: string; Routes: string[]; Topics: string[] }[] = [
  {
    namespace: "aws.connect.email",
    Routes: ["get-email-data", "create-draft-email", "get-email-thread", "send-email"],
    Topics: ["inbound-contact-connected", "outbound-contact-connected"],
  },
  {
    namespace: "aws.connect.file",
    Routes: [
      "batch-get-attached-file-metadata",
      "start-attached-file-upload",
      "complete-attached-file-upload",
      "get-attached-file-url",
      "delete-attached-file",
    ],
    Topics: [],
  },
  {
    namespace: "aws.connect.quick-responses",
    Routes: ["is-enabled", "search-quick-responses"],
    Topics: [],
  },
  {
    namespace: "aws.connect.user",
    Routes: ["getLanguage"],
    Topics: ["languageChange", "visualModeChange"],
  },
  { namespace: "aws.connect.workspace", Routes: ["getTheme"], Topics: [] },
];

/** The commands or topic keys of these modules. */
export function uninstalled(kind: "Routes" | "Topics"): [name: string, namespace: string][] {
  return modules.flatMap((module) =>
    module[kind].map((name): [string, string] => [name, module.namespace]),
  );
}

/** What `EmailClient` of `@amazon-connect/email` sends. */
export class EmailClient extends ConnectClient {
  constructor(config: ConnectClientConfig) {
    super("aws.connect.email", config);
  }
  getEmailData = (data: GetEmailData) =>
    this.context.proxy.request<EmailContact>("get-email-data", data);
  createDraftEmail = (data: CreateDraftEmail) =>
    this.context.proxy.request<{ contactId: string }>("create-draft-email", data);
  getEmailThread = (data: GetEmailThread) =>
    this.context.proxy.request<EmailThread>("get-email-thread", data);
  sendEmail = (data: SendEmail) => this.context.proxy.request<void>("send-email", data);
  onAcceptedEmail = (
    handler: (event: EmailContactConnected) => Promise<void>,
    parameter?: string,
  ) => this.context.proxy.subscribe({ key: "inbound-contact-connected", parameter }, handler);
  onDraftEmailCreated = (
    handler: (event: EmailContactConnected) => Promise<void>,
    parameter?: string,
  ) => this.context.proxy.subscribe({ key: "outbound-contact-connected", parameter }, handler);
}

/** What `FileClient` of `@amazon-connect/file` sends. */
export class FileClient extends ConnectClient {
  constructor(config: ConnectClientConfig) {
    super("aws.connect.file", config);
  }
  batchGetAttachedFileMetadata = (data: BatchGetMetadata) =>
    this.context.proxy.request<BatchMetadata>("batch-get-attached-file-metadata", data);
  startAttachedFileUpload = (data: StartUpload) =>
    this.context.proxy.request<StartedUpload>("start-attached-file-upload", data);
  completeAttachedFileUpload = (data: OfFile) =>
    this.context.proxy.request<void>("complete-attached-file-upload", data);
  getAttachedFileUrl = (data: GetFileUrl) =>
    this.context.proxy.request<FileUrl>("get-attached-file-url", data);
  deleteAttachedFile = (data: OfFile) =>
    this.context.proxy.request<void>("delete-attached-file", data);
}

/** What `QuickResponsesClient` of `@amazon-connect/quick-responses` sends. */
export class QuickResponsesClient extends ConnectClient {
  constructor(config: ConnectClientConfig) {
    super("aws.connect.quick-responses", config);
  }
  isEnabled = () => this.context.proxy.request<QuickResponsesEnabledState>("is-enabled");
  searchQuickResponses = (data: SearchQuickResponses) =>
    this.context.proxy.request<QuickResponses>("search-quick-responses", data);
}

/** What `ThemeClient` of `@amazon-connect/theme` sends. tests/cloudscape drives the package itself. */
export class ThemeClient extends ConnectClient {
  constructor(config: ConnectClientConfig) {
    super("aws.connect.workspace", config);
  }
  getTheme = () => this.context.proxy.request<ThemeData>("getTheme");
}
