// `@amazon-connect/email` is not on the public registry: these are its names and shapes on the port.

export const emailNamespace = "aws.connect.email";

export const emailRoutes = {
  getEmailData: "get-email-data",
  createDraftEmail: "create-draft-email",
  getEmailThread: "get-email-thread",
  sendEmail: "send-email",
} as const;

export const emailTopics = {
  inboundContactConnected: "inbound-contact-connected",
  outboundContactConnected: "outbound-contact-connected",
} as const;

export const emailErrors = {
  outboundAddressNotConfigured: "OutboundEmailAddressNotConfiguredException",
  bodySizeExceeded: "EmailBodySizeExceededException",
  totalSizeExceeded: "TotalEmailSizeExceededException",
} as const;

export interface EmailAddress {
  emailAddress: string;
  displayName?: string;
}

/** Where the bytes are: a file, to be read with the file client. */
export interface EmailArtifactLocation {
  fileId: string;
  associatedResourceArn: string;
}

export interface EmailContact {
  contactId: string;
  contactArn: string;
  contactAssociationId: string;
  relatedContactId?: string;
  initialContactId?: string;
  subject?: string;
  from?: EmailAddress;
  to: EmailAddress[];
  cc: EmailAddress[];
  deliveredTo?: EmailAddress;
  direction: "INBOUND" | "OUTBOUND";
  bodyLocation?: EmailArtifactLocation;
  attachmentLocations: EmailArtifactLocation[];
  initiationTimestamp?: Date;
}

export interface GetEmailData {
  contactId: string;
  /** The contact on the agent's desk whose thread this is. */
  activeContactId: string;
}

export interface CreateDraftEmail {
  initiationMethod: "AGENT_REPLY" | "OUTBOUND";
  relatedContactId?: string;
  /** 1 minute to 1 week; 12 hours unless set. */
  expiryDurationInMinutes?: number;
  attributes?: Record<string, string>;
  references?: Record<string, { type: string; value: string }>;
}

export interface GetEmailThread {
  contactAssociationId: string;
  maxResults?: number;
  nextToken?: string;
}

export interface EmailThreadContact {
  contactId: string;
  contactArn: string;
  previousContactId?: string;
  initialContactId?: string;
  relatedContactId?: string;
  initiationMethod: "INBOUND" | CreateDraftEmail["initiationMethod"];
  initiationTimestamp: Date;
  disconnectTimestamp?: Date;
}

export interface EmailThread {
  contacts: EmailThreadContact[];
  nextToken?: string;
}

export interface SendEmail {
  contactId: string;
  to: EmailAddress[];
  cc?: EmailAddress[];
  from?: EmailAddress;
  emailContent: { subject: string; body: string; bodyType: "text/plain" | "text/html" };
}

export interface EmailContactConnected {
  contactId: string;
}
