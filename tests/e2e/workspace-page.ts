import type { FrameLocator, Locator, Page } from "@playwright/test";
import type { Simulator } from "./simulator";

export type Channel = "voice call" | "chat" | "task";

/** The simulated workspace as an agent uses it. */
export class WorkspacePage {
  constructor(
    readonly page: Page,
    private readonly site: Pick<Simulator, "workspace">,
  ) {}

  /** Another agent sits down: signs out of the workspace and its identity provider, and in again. */
  async changeAgent(from: string, to: string): Promise<void> {
    await this.page.getByRole("button", { name: from }).click();
    const ended = this.page.waitForResponse((answer) => answer.url().includes("/session/end"));
    await this.page.getByRole("button", { name: "Sign out" }).click();
    await ended;
    await this.signInHere(to);
  }

  /** Opens the workspace and signs the agent in at the identity provider. */
  async signIn(agentName: string, query = ""): Promise<void> {
    await this.page.goto(`${this.site.workspace}/${query}`);
    await this.signInHere(agentName);
  }

  private async signInHere(agentName: string): Promise<void> {
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.page.getByRole("button", { name: agentName }).click();
    await this.page.getByRole("button", { name: "New voice call" }).waitFor();
  }

  /** Lets a contact ring and accepts it. Returns the customer's name. */
  async acceptContact(channel: Channel): Promise<string> {
    await this.page.getByRole("button", { name: `New ${channel}` }).click();
    const accept = this.page.getByRole("button", { name: /^Accept / }).last();
    const customer = (await accept.getAttribute("aria-label"))?.replace("Accept ", "") ?? "";
    await accept.click();
    return customer;
  }

  /** Opens the app for the contact in front. */
  async openApp(): Promise<FrameLocator> {
    await this.page.getByRole("button", { name: "Open app" }).click();
    return this.app();
  }

  /** The app's frame in front. */
  app(): FrameLocator {
    // The app's own frame, and not the hidden one of a silent sign-in inside it.
    return this.page.locator("iframe:visible").contentFrame();
  }

  frames(): Locator {
    return this.page.locator("[data-instance-id] iframe");
  }

  async closeApp(): Promise<void> {
    await this.page.getByRole("button", { name: "Close app" }).click();
  }

  /** Rows of the message log of one direction and type, oldest first. */
  log(direction: "up" | "down" | "workspace", type?: string): Locator {
    const ofType = type ? `[data-type="${type}"]` : "";
    return this.page.locator(`[data-direction="${direction}"]${ofType}`);
  }
}
