import type { FrameLocator, Locator, Page } from "@playwright/test";
import { testAgents } from "../agents";
import type { Contact, NewContact } from "../host/contacts/contact";
import type { Faults } from "../host/faults";
import type { LogEntry } from "../host/message-log";
import type { OpenOptions } from "../host/workspace";
import { queryOf } from "../scenarios/address";
import { type ChannelType, channelOf } from "../scenarios/new-contact";
import type { ScenarioInput } from "../scenarios/scenario";
// For the type of the page's `workspace`.
import type {} from "../ui/open-desk";
import { signInWithoutPages } from "./sign-in";

export type AgentName = (typeof testAgents)[number]["username"];

/** A shipped scenario's name, a query ("?…"), a scenario, or nothing for an empty desk. */
export type ScenarioOption = string | ScenarioInput;

/** A contact to ring. Default: a voice call from Nikki Wolf. */
export type RingingContact = Partial<Omit<NewContact, "channel">> & { channel?: ChannelType };

/**
 * The simulated workspace in a browser, for tests. It controls the engine behind the page, so it does not depend
 * on how the page looks.
 */
export class SimulatedWorkspace {
  constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  /** Opens the workspace in a scenario, with the agent signed in to it and to its identity provider. */
  async open(username: AgentName, scenario: ScenarioOption = ""): Promise<void> {
    await signInWithoutPages(this.page, this.url, username);
    await this.page.goto(`${this.url}/${queryFor(scenario)}`);
    await this.page.waitForFunction(() => "workspace" in globalThis);
  }

  /** Signs an agent in on the open page, as agents do: at the identity provider, or by choosing the agent. */
  async signIn(username: AgentName): Promise<void> {
    const name = testAgents.find((agent) => agent.username === username)?.name ?? username;
    await this.page.waitForFunction(
      () => "workspace" in globalThis || document.querySelector("main button") !== null,
    );
    if (await this.page.evaluate(() => "workspace" in globalThis)) return;
    const signIn = this.page.getByRole("button", { name: "Sign in" });
    if (await signIn.isVisible()) await signIn.click();
    await this.page.getByRole("button", { name }).click();
    await this.page.waitForFunction(() => "workspace" in globalThis);
  }

  /** Rings a contact. Returns its id. */
  ring({ channel = "voice", customer = "Nikki Wolf", ...contact }: RingingContact = {}) {
    const ringing: NewContact = { ...contact, customer, channel: channelOf(channel) };
    return this.page.evaluate((each) => globalThis.workspace.offerContact(each), ringing);
  }

  /** Accepts a contact, which brings it to the front. */
  accept(contactId: string): Promise<void> {
    return this.page.evaluate((id) => globalThis.workspace.acceptContact(id), contactId);
  }

  /** Ends the conversation and starts after-contact work. */
  end(contactId: string): Promise<void> {
    return this.page.evaluate((id) => globalThis.workspace.endContact(id), contactId);
  }

  /** Closes an ended contact. Resolves when its apps have cleaned up and are gone. */
  close(contactId: string): Promise<void> {
    return this.page.evaluate((id) => globalThis.workspace.clearContact(id), contactId);
  }

  /** Brings a contact to the front, or the idle desk. */
  select(contactId: string | null): Promise<void> {
    return this.page.evaluate((id) => globalThis.workspace.selectContact(id), contactId);
  }

  async contact(contactId: string): Promise<Contact> {
    const { contacts } = await this.snapshot();
    const contact = contacts.find(({ id }) => id === contactId);
    if (!contact) throw new Error(`There is no contact ${contactId} on the desk`);
    return contact;
  }

  /** Opens an app for the contact in front; the first app unless `options` name another. */
  async launch(options: OpenOptions = {}): Promise<FrameLocator> {
    await this.page.evaluate((each) => void globalThis.workspace.openApp(each), options);
    return this.app();
  }

  /** The frame of the app in front. Not a frame that the app itself has. */
  app(): FrameLocator {
    return this.page.locator("[data-instance-id] > iframe:visible").first().contentFrame();
  }

  frames(): Locator {
    return this.page.locator("[data-instance-id] > iframe");
  }

  /** Sets a state such as "Lunch" or "Offline". With contacts on the desk it applies when they are closed. */
  setAgentState(name: string): Promise<void> {
    return this.page.evaluate((state) => globalThis.workspace.setAgentState(state), name);
  }

  async setFaults(faults: Partial<Faults>): Promise<void> {
    await this.page.evaluate((each) => {
      const set = <Fault extends keyof Faults>(fault: Fault, value?: Faults[Fault]) =>
        value !== undefined && globalThis.workspace.setFault(fault, value);
      for (const fault of Object.keys(each) as (keyof Faults)[]) set(fault, each[fault]);
    }, faults);
  }

  /** The messages to ("down") or from ("up") the apps, oldest first; those of one type if it is given. */
  async messages(direction: "up" | "down", type?: string): Promise<LogEntry[]> {
    const { log } = await this.snapshot();
    return log.filter(
      (entry) =>
        entry.direction === direction &&
        "message" in entry &&
        (type === undefined || entry.message.type === type),
    );
  }

  /** Everything that the page shows now. */
  snapshot() {
    return this.page.evaluate(() => globalThis.workspace.getSnapshot());
  }
}

function queryFor(scenario: ScenarioOption): string {
  if (typeof scenario !== "string") return queryOf(scenario);
  return scenario === "" || scenario.startsWith("?") ? scenario : `?scenario=${scenario}`;
}
