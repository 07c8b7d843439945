import type { ParticipantStateType, QuickConnect } from "@amazon-connect/contact";
import type { AppConfig, AppScope } from "@amazon-connect/workspace-types";
import type { Faults } from "../host/faults";
import type { LaunchOptions, OpenApp, OpenOptions, Workspace } from "../host/workspace";
import { newContactOf } from "./new-contact";
import type {
  Launch,
  OpenAppInput,
  RoutingProfileChange,
  ScenarioContact,
  PlacedScenarioContact,
} from "./parts";

/** A workspace with a scenario's names for its contacts, apps and people. */
export class Scene {
  /** The ids of the scenario's contacts in the workspace. */
  private readonly contactIds = new Map<string, string>();

  constructor(readonly workspace: Workspace) {}

  setFaults(faults: Partial<Faults>): void {
    for (const fault of Object.keys(faults) as (keyof Faults)[]) this.setFault(fault, faults);
  }

  private setFault<Fault extends keyof Faults>(fault: Fault, faults: Partial<Faults>): void {
    const value = faults[fault];
    if (value !== undefined) this.workspace.setFault(fault, value);
  }

  ring(contact: ScenarioContact): string {
    const { workspace } = this;
    const isCall = contact.direction === "outbound";
    const id = workspace[isCall ? "callCustomer" : "offerContact"](newContactOf(contact));
    this.contactIds.set(contact.id, id);
    return id;
  }

  /** Puts one of the first contacts on the desk. */
  place({ state, participants = [], ...contact }: PlacedScenarioContact): void {
    const present = participants.map(({ who, state }) => ({
      who,
      // A member of the SDK's enum by its value.
      state: state as ParticipantStateType,
    }));
    const stateOf = (name: string) => present.find(({ who }) => who === name)?.state;
    const others = present.filter(({ who }) => who !== "customer" && who !== "agent");
    const id = this.workspace.placeContact(newContactOf(contact), {
      state,
      customer: stateOf("customer"),
      self: stateOf("agent"),
      others: others.map((other) => ({
        quickConnect: this.requireQuickConnect(other.who),
        state: other.state,
      })),
    });
    this.contactIds.set(contact.id, id);
  }

  setRoutingProfile({ channelConcurrencyMap, ...change }: RoutingProfileChange): void {
    const before = this.workspace.getSnapshot().agent.routingProfile;
    this.workspace.setRoutingProfile({
      name: change.name ?? before.name,
      channelConcurrencyMap: { ...before.channelConcurrencyMap, ...channelConcurrencyMap },
    });
  }

  openOptions({ app, contact, parameters, path, launchKey, background }: Launch): OpenOptions {
    return {
      scope: this.scopeOf(contact),
      ...(app !== undefined && { app }),
      ...(parameters !== undefined && { parameters }),
      ...(path !== undefined && { path }),
      ...(launchKey !== undefined && { launchKey }),
      ...(background !== undefined && { background }),
    };
  }

  launchOptions({ launchedBy, ...launch }: OpenAppInput): LaunchOptions {
    return {
      ...this.openOptions(launch),
      ...(launchedBy && { launchedBy: { type: "external", name: launchedBy, connectionId: "" } }),
    };
  }

  private scopeOf(contact: string | null | undefined): AppScope {
    const contactId = this.idOf(contact ?? null);
    return contactId === null ? { type: "idle" } : { type: "contact", contactId };
  }

  idOf(contact: string | null): string | null {
    return contact === null ? null : this.requireId(contact);
  }

  requireId(contact: string): string {
    const id = this.contactIds.get(contact);
    if (!id) throw new Error(`The contact "${contact}" has not been offered yet`);
    return id;
  }

  requireParticipant(contact: string, who = "customer"): string {
    const id = this.requireId(contact);
    const { contacts } = this.workspace.getSnapshot();
    const { participants = [] } = contacts.find((each) => each.id === id) ?? {};
    const found = participants.findLast(({ name, isInitial, isSelf }) => {
      if (isInitial || isSelf) return who === (isSelf ? "agent" : "customer");
      return name === who;
    });
    if (!found) throw new Error(`"${who}" is not on the contact "${contact}"`);
    return found.id;
  }

  requireQuickConnect(name: string): QuickConnect {
    const { quickConnects } = this.workspace.getSnapshot().agent;
    const found = quickConnects.find((each) => each.name === name);
    if (!found) throw new Error(`The agent has no quick connect "${name}"`);
    return found;
  }

  requireConfig(app: string | undefined): AppConfig {
    const { catalogue } = this.workspace.getSnapshot();
    const found = app === undefined ? catalogue[0] : catalogue.find(({ name }) => name === app);
    if (!found) throw new Error(`There is no app ${app ?? "in the catalogue"}`);
    return found;
  }

  requireApp({ app, contact }: Pick<Launch, "app" | "contact">): OpenApp {
    const { name } = this.requireConfig(app);
    const scope = JSON.stringify(this.scopeOf(contact));
    const found = this.workspace
      .getSnapshot()
      .apps.find((open) => open.config.name === name && JSON.stringify(open.scope) === scope);
    if (!found) throw new Error(`The app "${name}" is not open there`);
    return found;
  }
}
