import type { QuickConnect } from "@amazon-connect/contact";
import type { AppScope } from "@amazon-connect/workspace-types";
import type { Faults } from "../host/faults";
import type { OpenApp, OpenOptions, Workspace } from "../host/workspace";
import type { ScenarioEvent } from "./events";
import { newContactOf } from "./new-contact";
import type { Launch, ScenarioContact } from "./parts";
import type { Scenario } from "./scenario";

/** What lies outside of the workspace's engine. */
export interface Stage {
  signOutAgent(): Promise<void>;
  /** Ends the agent's work; the agent of `rest` sits down at the desk and goes on with it. */
  changeAgent(rest: Scenario): Promise<void>;
  /** Told of what the workspace refuses, as when someone has changed its state by hand. */
  refused(event: ScenarioEvent, error: unknown): void;
}

/**
 * Brings the workspace into the scenario's state, and starts its timeline once the apps that are open then
 * are created, at the latest after `patience` ms. Returns what stops it.
 */
export function playScenario(
  scenario: Scenario,
  workspace: Workspace,
  stage: Stage,
  patience = 5_000,
): () => void {
  const player = new Player(scenario, workspace, stage);
  player.start();
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stopWaiting = onceCreated(workspace, patience, () => {
    timers = scenario.timeline.map((event) =>
      setTimeout(() => player.play(event).catch((error) => stage.refused(event, error)), event.at),
    );
  });
  return () => {
    stopWaiting();
    timers.forEach(clearTimeout);
  };
}

function onceCreated(workspace: Workspace, patience: number, begin: () => void): () => void {
  const deadline = setTimeout(go, patience);
  const unsubscribe = workspace.subscribe(check);
  function stop() {
    clearTimeout(deadline);
    unsubscribe();
  }
  function go() {
    stop();
    begin();
  }
  function check() {
    const { apps } = workspace.getSnapshot();
    if (apps.every(({ phase }) => phase !== "loading" && phase !== "creating")) go();
  }
  check();
  return stop;
}

class Player {
  /** The workspace's ids of the scenario's contacts. */
  private readonly contactIds = new Map<string, string>();

  constructor(
    private readonly scenario: Scenario,
    private readonly workspace: Workspace,
    private readonly stage: Stage,
  ) {}

  start(): void {
    const { faults = {}, agentState, contacts, apps, selected } = this.scenario;
    this.setFaults(faults);
    if (agentState) this.workspace.setAgentState(agentState);
    for (const contact of contacts) this.bring(contact);
    for (const launch of apps) this.workspace.openApp(this.openOptions(launch));
    if (selected !== undefined) this.workspace.selectContact(this.idOf(selected));
  }

  async play(event: ScenarioEvent): Promise<void> {
    const { workspace } = this;
    switch (event.action) {
      case "offerContact":
        this.ring(event.contact);
        break;
      case "acceptContact":
      case "rejectContact":
      case "missContact":
      case "failContact":
      case "endContact":
      case "clearContact":
        await workspace[event.action](this.requireId(event.contact));
        break;
      case "transferContact":
      case "addParticipant":
        workspace[event.action](
          this.requireId(event.contact),
          this.requireQuickConnect(event.quickConnect),
        );
        break;
      case "holdParticipant":
      case "resumeParticipant":
        workspace[event.action](this.requireCustomer(event.contact));
        break;
      case "setAttributes":
        workspace.setAttributes(this.requireId(event.contact), event.attributes);
        break;
      case "selectContact":
        workspace.selectContact(this.idOf(event.contact));
        break;
      case "openApp":
        workspace.openApp(this.openOptions(event));
        break;
      case "focusApp":
      case "closeApp":
      case "removeFrame":
        await workspace[event.action](this.requireApp(event).id);
        break;
      case "setAgentState":
        workspace.setAgentState(event.state);
        break;
      case "setNetworkStatus":
        workspace.setNetworkStatus(event.status);
        break;
      case "warnExpiration":
        workspace.warnExpiration(Date.now() + event.in);
        break;
      case "clearExpirationWarning":
        workspace.clearExpirationWarning();
        break;
      case "setFault":
        this.setFaults(event.faults);
        break;
      case "signOutAgent":
        await this.stage.signOutAgent();
        break;
      case "changeAgent":
        await this.stage.changeAgent(restOf(this.scenario, event, event.agent));
        break;
    }
  }

  private setFaults(faults: Partial<Faults>): void {
    for (const fault of Object.keys(faults) as (keyof Faults)[]) this.setFault(fault, faults);
  }

  private setFault<Fault extends keyof Faults>(fault: Fault, faults: Partial<Faults>): void {
    const value = faults[fault];
    if (value !== undefined) this.workspace.setFault(fault, value);
  }

  private ring(contact: ScenarioContact): string {
    const { workspace } = this;
    const isCall = contact.direction === "outbound";
    const id = workspace[isCall ? "callCustomer" : "offerContact"](newContactOf(contact));
    this.contactIds.set(contact.id, id);
    return id;
  }

  /** Rings and goes on to the state in which the contact is to be found. */
  private bring(contact: ScenarioContact & { state: string }): void {
    const { workspace } = this;
    const id = this.ring(contact);
    switch (contact.state) {
      case "incoming":
        break;
      case "pending":
        workspace.pendContact(id);
        break;
      case "missed":
        workspace.missContact(id);
        break;
      case "rejected":
        workspace.rejectContact(id);
        break;
      case "error":
        workspace.failContact(id);
        break;
      default:
        if (contact.direction !== "outbound") workspace.acceptContact(id);
        if (contact.state === "acw") workspace.endContact(id);
    }
  }

  private openOptions({ app, contact, parameters, path, background }: Launch): OpenOptions {
    return {
      scope: this.scopeOf(contact),
      ...(app !== undefined && { app }),
      ...(parameters !== undefined && { parameters }),
      ...(path !== undefined && { path }),
      ...(background !== undefined && { background }),
    };
  }

  private scopeOf(contact: string | null | undefined): AppScope {
    const contactId = this.idOf(contact ?? null);
    return contactId === null ? { type: "idle" } : { type: "contact", contactId };
  }

  private idOf(contact: string | null): string | null {
    return contact === null ? null : this.requireId(contact);
  }

  private requireId(contact: string): string {
    const id = this.contactIds.get(contact);
    if (!id) throw new Error(`The contact "${contact}" has not been offered yet`);
    return id;
  }

  /** The participant whom an agent puts on hold. */
  private requireCustomer(contact: string): string {
    const id = this.requireId(contact);
    const { contacts } = this.workspace.getSnapshot();
    const customer = contacts
      .find((each) => each.id === id)
      ?.participants.find(({ isInitial }) => isInitial);
    if (!customer) throw new Error(`The contact "${contact}" is not on the desk`);
    return customer.id;
  }

  private requireQuickConnect(name: string): QuickConnect {
    const { quickConnects } = this.workspace.getSnapshot().agent;
    const found = quickConnects.find((each) => each.name === name);
    if (!found) throw new Error(`The agent has no quick connect "${name}"`);
    return found;
  }

  private requireApp({ app, contact }: Pick<Launch, "app" | "contact">): OpenApp {
    const { apps, catalogue } = this.workspace.getSnapshot();
    const name = app ?? catalogue[0]?.name;
    const scope = JSON.stringify(this.scopeOf(contact));
    const found = apps.find(
      (open) => open.config.name === name && JSON.stringify(open.scope) === scope,
    );
    if (!found) throw new Error(`The app "${name}" is not open there`);
    return found;
  }
}

/** What follows an event, as a scenario of its own for the agent who sits down then. */
function restOf(
  { timeline, registration, faults }: Scenario,
  event: ScenarioEvent,
  agent: Scenario["agent"],
): Scenario {
  const later = timeline.filter(
    (each, index) =>
      each.at > event.at || (each.at === event.at && index > timeline.indexOf(event)),
  );
  return {
    agent,
    registration,
    faults,
    contacts: [],
    apps: [],
    timeline: later.map((each) => ({ ...each, at: each.at - event.at })),
  };
}
