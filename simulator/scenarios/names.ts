import type { QuickConnect } from "@amazon-connect/contact";
import type { OpenApp, Workspace } from "../host/workspace";
import { captureContact } from "./capture-contact";
import { participantSchema, quickConnectSchema, type ScenarioContact } from "./parts";

/** Thrown if a scenario has no words for an action. The message says why. */
export class NotRecordable extends Error {
  override readonly name = "NotRecordable";
}

/** A scenario's names for the contacts, apps and people of a workspace: the inverse of `Scene`. */
export class Names {
  /** `contacts`: the names of those on the desk at the start. */
  constructor(
    readonly workspace: Workspace,
    private readonly contacts: Map<string, string>,
  ) {}

  contact(contactId: string): string {
    const name = this.contacts.get(contactId);
    if (name === undefined) throw new NotRecordable("an app has opened this contact");
    return name;
  }

  /** Names a contact that has begun to ring. */
  newContact(contactId: string): ScenarioContact {
    const name = `contact-${this.contacts.size + 1}`;
    this.contacts.set(contactId, name);
    const found = this.workspace.getSnapshot().contacts.find(({ id }) => id === contactId);
    if (!found) throw new NotRecordable("the contact is not on the desk");
    const { state: _state, participants: _participants, ...contact } = captureContact(found, name);
    return contact;
  }

  participant(participantId: string) {
    for (const { id, participants } of this.workspace.getSnapshot().contacts) {
      const found = participants.find((each) => each.id === participantId);
      if (!found) continue;
      const who = found.isSelf ? "agent" : found.isInitial ? "customer" : found.name;
      const known = participantSchema.safeParse(who);
      if (!known.success) throw new NotRecordable(`${who} is no quick connect`);
      return { contact: this.contact(id), participant: known.data };
    }
    throw new NotRecordable("the participant is not on the desk");
  }

  quickConnect({ name }: QuickConnect): string {
    const known = quickConnectSchema.safeParse(name);
    if (!known.success) throw new NotRecordable(`${name} is no quick connect`);
    return known.data;
  }

  /** The app's name and its contact; null for the idle desk. */
  app(instanceId: string): { app: string; contact: string | null } {
    const app = this.requireApp(instanceId);
    const first = this.workspace
      .getSnapshot()
      .apps.find((each) => placeKey(each) === placeKey(app));
    if (first !== app) {
      throw new NotRecordable(`${app.config.name} is open there twice`);
    }
    return this.placeOf(instanceId);
  }

  /** Where an app is open, which may be open there twice. */
  placeOf(instanceId: string): { app: string; contact: string | null } {
    const { config, scope } = this.requireApp(instanceId);
    const contact = scope.type === "contact" ? this.contact(scope.contactId) : null;
    return { app: config.name, contact };
  }

  /** The name of a registered app, by its name or ARN. */
  config(arnOrName: string): string {
    const { catalogue } = this.workspace.getSnapshot();
    return catalogue.find(({ arn }) => arn === arnOrName)?.name ?? arnOrName;
  }

  /** The name of an agent's state, by its name or ARN. */
  agentState(nameOrArn: string): string {
    const { availabilityStates } = this.workspace.getSnapshot().agent;
    return (
      availabilityStates.find(({ agentStateARN }) => agentStateARN === nameOrArn)?.name ?? nameOrArn
    );
  }

  private requireApp(instanceId: string): OpenApp {
    const app = this.workspace.getSnapshot().apps.find(({ id }) => id === instanceId);
    if (!app) throw new NotRecordable("the app is not open");
    return app;
  }
}

function placeKey({ config, scope }: OpenApp): string {
  return JSON.stringify([config.name, scope]);
}
