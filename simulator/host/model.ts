import { type NewAgent, newAgent } from "./agent/agent";
import { AgentDesk } from "./agent/agent-desk";
import { type AgentSettings, Settings } from "./agent/settings";
import { ContactLifecycleTopicKey } from "@amazon-connect/contact";
import { Contacts } from "./contacts/contacts";
import { Participants } from "./contacts/participants";
import { Session } from "./agent/session";
import { Emails } from "./email/emails";
import type { Publish } from "./events";
import { AttachedFiles } from "./files/attached-files";
import type { FileStore } from "./files/file-store";
import { KnowledgeBase } from "./knowledge/knowledge-base";

interface ModelOptions {
  agent: NewAgent;
  settings: AgentSettings;
  /** Where the bytes of attached files are. */
  fileStore: FileStore;
  /** Whether the instance has message templates and quick responses. */
  hasKnowledge: boolean;
  /** ms that a dialled phone rings before someone answers. */
  ringingTime: number;
  /** Called when the time of a warning is over without activity. */
  sessionExpired: () => void;
}

/** The agent and the contacts of a workspace, without the apps. */
export class Model {
  readonly desk: AgentDesk;
  readonly contacts: Contacts;
  readonly participants: Participants;
  readonly session: Session;
  readonly settings: Settings;
  readonly files: AttachedFiles;
  readonly emails: Emails;
  readonly knowledge: KnowledgeBase;

  constructor(
    { agent, settings, fileStore, hasKnowledge, ringingTime, sessionExpired }: ModelOptions,
    publish: Publish,
    changed: () => void,
  ) {
    this.desk = new AgentDesk(newAgent(agent), publish, changed);
    const publishOfContact: Publish = (key, data, about) => {
      publish(key, data, about);
      const contact = this.contacts.find(about?.contactId);
      if (key === ContactLifecycleTopicKey.Connected && contact) this.emails.connected(contact);
    };
    this.contacts = new Contacts(this.desk, publishOfContact, changed, ringingTime);
    this.participants = new Participants(this.contacts, publish, ringingTime);
    this.session = new Session(publish, changed, sessionExpired);
    this.settings = new Settings(settings, publish, changed);
    this.files = new AttachedFiles(fileStore);
    this.emails = new Emails(this.contacts, this.files, publish);
    this.knowledge = new KnowledgeBase(hasKnowledge, this.files);
  }

  /** The agent logs out and is offline (administrator guide, on the CCP's log-out). That the contacts go is a guess. */
  signOut(): void {
    this.contacts.release();
    this.desk.goOffline();
    this.session.end();
  }
}
