import type { Frame, FrameLocator, Locator, Page } from "@playwright/test";
import { SimulatedWorkspace } from "../../simulator/playwright/workspace";
import { starterApp } from "../../simulator/registration";

export type Channel = "voice call" | "chat" | "task" | "email" | "callback" | "preview call";

/** The simulated workspace as an agent uses it: with its buttons. */
export class WorkspacePage extends SimulatedWorkspace {
  /** Another agent sits down: signs out of the workspace and its identity provider, and in again. */
  async changeAgent(from: string, username: string): Promise<void> {
    await this.page.getByRole("button", { name: from }).click();
    const ended = this.page.waitForResponse((answer) => answer.url().includes("/session/end"));
    await this.page.getByRole("button", { name: "Sign out" }).click();
    await ended;
    await this.signIn(username);
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

  /** Accepts a call and opens the app for it, where the browser lets the agent be signed in silently. */
  async openDesk(): Promise<FrameLocator> {
    await this.acceptContact("voice call");
    const app = await this.openApp();
    await app.getByRole("heading", { name: starterApp.name }).waitFor();
    return app;
  }

  /** The document of the app in front. */
  async appFrame(): Promise<Frame> {
    const frame = await (await this.app().owner().elementHandle())?.contentFrame();
    if (!frame) throw new Error("No app is open");
    return frame;
  }

  /** Opens a menu of the header, which Escape closes. */
  async openMenu(name: string | RegExp): Promise<void> {
    await this.page.locator("header").getByRole("button", { name }).click();
  }

  /** Gives the app a permission or a token of its frame, by its name in the inspector, or takes it away. */
  async chooseRegistration(name: string, on: boolean): Promise<void> {
    await this.page.getByRole("tab", { name: "Registration" }).click();
    await this.page.getByRole("checkbox", { name, exact: true }).setChecked(on);
    await this.page.getByRole("tab", { name: "Messages" }).click();
  }

  /** Clicks a button of the app in front. Returns the window that it opens. */
  async clickForWindow(name: string): Promise<Page> {
    const opened = this.page.context().waitForEvent("page");
    await this.app().getByRole("button", { name }).click();
    return opened;
  }

  /** Signs the app in front in: one click, since the agent is signed in to the workspace. */
  async signInToApp(): Promise<FrameLocator> {
    await this.app().getByRole("button", { name: "Sign in" }).click();
    await this.app().getByRole("heading", { name: starterApp.name }).waitFor();
    return this.app();
  }

  /** The session of the next sign-in breaks the app's page. */
  async breakSession(): Promise<void> {
    const context = this.page.context();
    const { agent } = await this.snapshot();
    const broken = { id: "ana", name: { is: "not a text" }, email: null, roles: [] };
    let isSignedIn = false;
    context.on("response", (response) => {
      if (response.url().endsWith("/api/sign-in/redeem") && response.status() === 204) {
        isSignedIn = true;
      }
    });
    await context.route("**/api/sign-in/session", (route) =>
      isSignedIn ? route.fulfill({ json: { agent: broken, desk: agent.arn } }) : route.continue(),
    );
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
