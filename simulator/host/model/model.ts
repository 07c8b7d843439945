import { type NewAgent, newAgent } from "../agent";
import { AgentDesk } from "./agent-desk";
import { Contacts } from "./contacts";
import type { Publish } from "./events";
import { Participants } from "./participants";
import { Session } from "./session";

interface ModelOptions {
  agent: NewAgent;
  /** ms for which a dialled phone rings before it is answered. */
  ringingTime: number;
}

/** What a workspace knows of the agent and of the contacts, apart from the apps. */
export class Model {
  readonly desk: AgentDesk;
  readonly contacts: Contacts;
  readonly participants: Participants;
  readonly session: Session;

  constructor({ agent, ringingTime }: ModelOptions, publish: Publish, changed: () => void) {
    this.desk = new AgentDesk(newAgent(agent), publish, changed);
    this.contacts = new Contacts(this.desk, publish, changed, ringingTime);
    this.participants = new Participants(this.contacts, publish, ringingTime);
    this.session = new Session(publish, changed);
  }
}
