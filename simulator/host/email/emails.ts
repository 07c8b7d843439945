import type { Contact } from "../contacts/contact";
import type { Contacts } from "../contacts/contacts";
import type { Publish } from "../events";
import type { AttachedFiles } from "../files/attached-files";
import { page } from "../page";
import { RefusedError } from "../refused-error";
import {
  type CreateDraftEmail,
  type EmailAddress,
  type EmailContact,
  type EmailThread,
  type EmailThreadContact,
  emailErrors,
  emailTopics,
  type SendEmail,
} from "../sdk/email";
import { contactArn, outboundAddresses } from "../simulated-instance";
import { Timers } from "../timers";

const minutes = 60_000;
const week = 7 * 24 * 60;

/** No guide names the sizes. */
export const emailLimits = {
  /** bytes of a body */
  body: 1_024 * 1_024,
  /** bytes of a body and its attachments */
  total: 25 * 1_024 * 1_024,
  /** addresses */
  to: 1,
  cc: 10,
};

interface Mail {
  email: EmailContact;
  initiationMethod: EmailThreadContact["initiationMethod"];
  previousContactId?: string;
  /** Set when it was sent or is over. */
  disconnected?: Date;
}

/** The e-mails of the agent's contacts, with their threads. A draft is a contact too. */
export class Emails {
  private readonly mails = new Map<string, Mail>();
  private readonly expiries = new Timers();

  constructor(
    private readonly contacts: Contacts,
    private readonly files: AttachedFiles,
    private readonly publish: Publish,
  ) {}

  /** Sends the event of an e-mail that the agent has accepted, or of a draft. */
  connected(contact: Contact): void {
    if (contact.channel.type !== "email") return;
    this.publish(
      contact.direction === "inbound"
        ? emailTopics.inboundContactConnected
        : emailTopics.outboundContactConnected,
      { contactId: contact.id },
      { contactId: contact.id, parameter: contact.id },
    );
  }

  /** An e-mail of the thread of `active`, which is on the agent's desk. */
  find(contactId: string, active: Contact): EmailContact {
    const { contactAssociationId } = this.mailOf(active).email;
    const found = this.thread(contactAssociationId).find(
      ({ email }) => email.contactId === contactId,
    );
    if (!found) throw new RefusedError("contactNotFound", `No e-mail ${contactId} in this thread`);
    return found.email;
  }

  /** Whether an ARN is that of an e-mail in the thread of `active`. */
  hasInThread(arn: string, active: Contact): boolean {
    const { contactAssociationId } = this.mailOf(active).email;
    return this.thread(contactAssociationId).some(({ email }) => email.contactArn === arn);
  }

  /** The e-mails of a thread, oldest first, page by page. */
  list(associationId: string, limit?: number, token?: string): EmailThread {
    const { items, ...next } = page(this.thread(associationId), limit, token);
    return {
      contacts: items.map(({ email, initiationMethod, previousContactId, disconnected }) => ({
        contactId: email.contactId,
        contactArn: email.contactArn,
        ...(previousContactId && { previousContactId }),
        ...(email.initialContactId && { initialContactId: email.initialContactId }),
        ...(email.relatedContactId && { relatedContactId: email.relatedContactId }),
        initiationMethod,
        initiationTimestamp: email.initiationTimestamp ?? new Date(0),
        ...(disconnected && { disconnectTimestamp: disconnected }),
      })),
      ...next,
    };
  }

  /** Whether an e-mail of this thread is on the desk, for one of these contacts. */
  isThreadOf(associationId: string, contacts: readonly Contact[]): boolean {
    return contacts.some(
      (contact) =>
        contact.channel.type === "email" &&
        this.mailOf(contact).email.contactAssociationId === associationId,
    );
  }

  /** Creates a draft: an outbound contact on the agent's desk. `related` is the e-mail that it replies to, if any. */
  draft(
    {
      initiationMethod,
      expiryDurationInMinutes = 12 * 60,
      attributes,
      references,
    }: CreateDraftEmail,
    related: Contact | null,
  ): string {
    if (initiationMethod !== "AGENT_REPLY" && initiationMethod !== "OUTBOUND") {
      throw new RefusedError("invalidParameter", "A draft is an AGENT_REPLY or OUTBOUND");
    }
    if (initiationMethod === "AGENT_REPLY" && related?.channel.type !== "email") {
      throw new RefusedError("invalidParameter", "A reply needs the e-mail that it replies to");
    }
    if (!(expiryDurationInMinutes >= 1 && expiryDurationInMinutes <= week)) {
      throw new RefusedError("invalidParameter", `A draft expires after 1 to ${week} minutes`);
    }
    const before = related?.channel.type === "email" ? this.mailOf(related).email : null;
    const contact = this.contacts.open(
      {
        channel: { type: "email", subtype: "connect:Email" },
        customer: related?.customer ?? "New e-mail",
        attributes: { ...related?.attributes, ...attributes },
        references: Object.fromEntries(
          Object.entries(references ?? {}).map(([name, { value }]) => [name, value]),
        ),
      },
      (contact) => {
        const [from] = outboundAddresses;
        this.mails.set(contact.id, {
          initiationMethod,
          ...(before && { previousContactId: before.contactId }),
          email: {
            ...begin(contact),
            contactAssociationId: before?.contactAssociationId ?? contact.id,
            ...(related && { relatedContactId: related.id }),
            ...(before?.subject && { subject: `Re: ${before.subject}` }),
            from,
            to: before?.from ? [before.from] : [],
            direction: "OUTBOUND",
          },
        });
      },
    );
    this.expiries.start(contact.id, expiryDurationInMinutes * minutes, () => {
      if (this.isDraft(this.contacts.find(contact.id))) this.contacts.end(contact.id);
    });
    return contact.id;
  }

  /** Sends a draft. Its contact is over then, and the agent has after-contact work. */
  send({ to, cc = [], from, emailContent }: SendEmail, contact: Contact): void {
    const mail = this.mailOf(contact);
    if (!this.isDraft(contact)) {
      throw new RefusedError("invalidState", `The contact ${contact.id} is no draft`);
    }
    if (to.length < 1 || to.length > emailLimits.to || cc.length > emailLimits.cc) {
      throw new RefusedError(
        "invalidParameter",
        `An e-mail has ${emailLimits.to} recipient and at most ${emailLimits.cc} copies`,
      );
    }
    const sender = from ?? outboundAddresses[0];
    if (!isConfigured(sender)) {
      throw new RefusedError(
        emailErrors.outboundAddressNotConfigured,
        `The instance does not send from ${sender.emailAddress}`,
      );
    }
    const { subject, body, bodyType } = emailContent;
    const bodySize = new TextEncoder().encode(body).length;
    if (bodySize > emailLimits.body) {
      throw new RefusedError(
        emailErrors.bodySizeExceeded,
        `A body has at most ${emailLimits.body} bytes, not ${bodySize}`,
      );
    }
    const attachments = this.files.approved(mail.email.contactArn);
    const total = attachments.reduce((sum, file) => sum + file.fileSizeInBytes, bodySize);
    if (total > emailLimits.total) {
      throw new RefusedError(
        emailErrors.totalSizeExceeded,
        `An e-mail has at most ${emailLimits.total} bytes, not ${total}`,
      );
    }
    this.expiries.stop(contact.id);
    this.mails.set(contact.id, {
      ...mail,
      disconnected: new Date(),
      email: {
        ...mail.email,
        subject,
        from: sender,
        to,
        cc,
        bodyLocation: this.files.addText(mail.email.contactArn, bodyName(bodyType), bodyType, body),
        attachmentLocations: attachments.map(({ fileId, associatedResourceArn }) => ({
          fileId,
          associatedResourceArn,
        })),
      },
    });
    this.contacts.end(contact.id);
  }

  private isDraft(contact: Contact | undefined): boolean {
    if (contact?.state !== "connected" || contact.channel.type !== "email") return false;
    return contact.direction === "outbound" && !this.mailOf(contact).disconnected;
  }

  private thread(associationId: string): Mail[] {
    return [...this.mails.values()]
      .filter(({ email }) => email.contactAssociationId === associationId)
      .sort((one, other) => timeOf(one) - timeOf(other));
  }

  /** A contact's e-mail. The first look at an inbound one writes it, and what came before it. */
  private mailOf(contact: Contact): Mail {
    if (contact.channel.type !== "email") {
      throw new RefusedError("invalidState", `The contact ${contact.id} is no e-mail`);
    }
    const known = this.mails.get(contact.id);
    if (known) return known;
    const association = contact.initialContactId;
    if (association !== contact.id && !this.mails.has(association)) {
      this.write(contact, association, contact.stateSince - 60 * minutes);
    }
    return this.write(contact, contact.id, contact.queuedSince ?? contact.stateSince);
  }

  private write(contact: Contact, id: string, at: number): Mail {
    const arn = contactArn(id);
    const isInbound = contact.direction === "inbound";
    const [support] = outboundAddresses;
    const customer = addressOf(contact.customer);
    const order = contact.attributes.orderId;
    const isFirst = id === contact.initialContactId;
    const question = contact.description || `Question about ${order ?? "my order"}`;
    const text = `Hello,\n\n${question}.\n\n${contact.customer}\n`;
    const mail: Mail = {
      initiationMethod: isInbound ? "INBOUND" : "OUTBOUND",
      ...(!isFirst && { previousContactId: contact.initialContactId }),
      ...(id !== contact.id && { disconnected: new Date(at + minutes) }),
      email: {
        ...begin({ ...contact, id }),
        subject: isFirst ? question : `Re: ${question}`,
        ...(isInbound
          ? {
              direction: "INBOUND",
              from: customer,
              to: [support],
              deliveredTo: support,
              bodyLocation: this.files.addText(arn, bodyName("text/plain"), "text/plain", text),
            }
          : { direction: "OUTBOUND", from: support, to: [customer] }),
        initiationTimestamp: new Date(at),
      },
    };
    this.mails.set(id, mail);
    return mail;
  }
}

function begin({ id, initialContactId }: Pick<Contact, "id" | "initialContactId">): EmailContact {
  return {
    contactId: id,
    contactArn: contactArn(id),
    contactAssociationId: initialContactId,
    initialContactId,
    to: [],
    cc: [],
    direction: "INBOUND",
    attachmentLocations: [],
    initiationTimestamp: new Date(),
  };
}

function timeOf({ email }: Mail): number {
  return email.initiationTimestamp?.getTime() ?? 0;
}

function isConfigured({ emailAddress }: EmailAddress): boolean {
  return outboundAddresses.some((each) => each.emailAddress === emailAddress);
}

function bodyName(type: SendEmail["emailContent"]["bodyType"]): string {
  return type === "text/html" ? "body.html" : "body.txt";
}

/** A customer's address at a domain that is kept for examples. */
function addressOf(customer: string): EmailAddress {
  const local = customer.toLowerCase().replaceAll(/[^a-z0-9]+/g, ".");
  return { emailAddress: `${local || "customer"}@example.com`, displayName: customer };
}
