import { type NewAgent, newAgent } from "./agent/agent";
import { AgentDesk } from "./agent/agent-desk";
import { Contacts } from "./contacts/contacts";
import type { Publish } from "./events";
import { Participants } from "./contacts/participants";
import { Session } from "./agent/session";

interface ModelOptions {
  agent: NewAgent;
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

  constructor(
    { agent, ringingTime, sessionExpired }: ModelOptions,
    publish: Publish,
    changed: () => void,
  ) {
    this.desk = new AgentDesk(newAgent(agent), publish, changed);
    this.contacts = new Contacts(this.desk, publish, changed, ringingTime);
    this.participants = new Participants(this.contacts, publish, ringingTime);
    this.session = new Session(publish, changed, sessionExpired);
  }

  /** The agent logs out and is offline (administrator guide, on the CCP's log-out). That the contacts go is a guess. */
  signOut(): void {
    this.contacts.release();
    this.desk.goOffline();
    this.session.end();
  }
}
