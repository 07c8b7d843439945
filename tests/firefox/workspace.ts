import type { Browser, Frame, Page } from "puppeteer-core";
import { vi } from "vitest";
import { testAgents } from "../../simulator/agents";
import { queryOf } from "../../simulator/scenarios/address";
import { channelOf } from "../../simulator/scenarios/new-contact";
import type { ScenarioInput } from "../../simulator/scenarios/scenario";
import { isPolicyViolation, reportPolicyViolations } from "../e2e/policy-violations";
// For the type of the page's `workspace`.
import type {} from "../../simulator/ui/open-desk";

export const ana = testAgents[0]?.name ?? "";

/** ms that a window may take to open, and to close. */
const timeout = 20_000;

/** The simulated workspace in Firefox, with its own cookies and storage. */
export class FirefoxWorkspace {
  /** Violations of a page's Content-Security-Policy, in any frame. */
  readonly policyViolations: string[] = [];
  /** The URLs that the page and its frames requested. */
  readonly requests: string[] = [];

  private constructor(readonly page: Page) {
    page.on("console", (message) => {
      if (isPolicyViolation(message.text())) this.policyViolations.push(message.text());
    });
    page.on("request", (request) => this.requests.push(request.url()));
  }

  /** Opens the workspace and signs Ana in at the identity provider. */
  static async open(browser: Browser, url: string, scenario: ScenarioInput = {}) {
    const page = await (await browser.createBrowserContext()).newPage();
    const workspace = new FirefoxWorkspace(page);
    await page.evaluateOnNewDocument(reportPolicyViolations);
    await page.goto(`${url}/${queryOf(scenario)}`);
    await click(page, "Sign in");
    await click(page, ana);
    await workspace.ready();
    return workspace;
  }

  /** Resolves when the workspace shows the agent's desk. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => "workspace" in globalThis);
  }

  /** Offers a contact and accepts it, which selects it. Returns its id. */
  accept(type: "voice" | "chat" = "voice"): Promise<string> {
    return this.page.evaluate(async (channel) => {
      const { workspace } = globalThis;
      const id = workspace.offerContact({ customer: "Nikki Wolf", channel });
      await workspace.acceptContact(id);
      return id;
    }, channelOf(type));
  }

  select(contactId: string): Promise<void> {
    return this.page.evaluate((id) => globalThis.workspace.selectContact(id), contactId);
  }

  /** Opens the app for the selected contact. */
  async openApp(): Promise<Frame> {
    await this.page.evaluate(() => void globalThis.workspace.openApp());
    return this.app();
  }

  /** The visible app's frame. */
  async app(): Promise<Frame> {
    const visible = await this.page.waitForFunction(() => {
      const frames = document.querySelectorAll<HTMLIFrameElement>("[data-instance-id] > iframe");
      return [...frames].find((frame) => frame.checkVisibility());
    });
    const app = await visible.asElement()?.contentFrame();
    if (!app) throw new Error("No app is open");
    return app;
  }

  /** The frames of all apps, visible or not. */
  async apps(): Promise<Frame[]> {
    const frames = await this.page.$$("[data-instance-id] > iframe");
    return Promise.all(frames.map((frame) => frame.contentFrame()));
  }

  /** The number of open windows, without the workspace's own. */
  async windows(): Promise<number> {
    return (await this.page.browserContext().pages()).length - 1;
  }

  /** Clicks a button that opens a window, and waits until the window has closed itself. */
  async clickForWindow(app: Frame, button: string): Promise<void> {
    // Puppeteer's event reports only windows that the page opens, not its frames.
    const opened = vi.waitUntil(async () => (await this.windows()) > 0, { timeout, interval: 10 });
    await click(app, button);
    await opened;
    await vi.waitUntil(async () => (await this.windows()) === 0, { timeout });
  }

  snapshot() {
    return this.page.evaluate(() => globalThis.workspace.getSnapshot());
  }

  close(): Promise<void> {
    return this.page.browserContext().close();
  }
}

/**
 * Clicks a button of a page, or of the visible app. Puppeteer's own click fails in frames of Firefox 140: it sends a
 * command that this version does not know, and code that the app's Content-Security-Policy blocks.
 */
export async function click(at: Page | Frame, text: string, tag = "button"): Promise<void> {
  const selector = `::-p-xpath(//${tag}[contains(normalize-space(), "${text}")])`;
  const element = await at.waitForSelector(selector, { visible: true });
  if (!("page" in at)) return element?.click();
  const page = at.page();
  const frame = await page.evaluate(positionOfVisibleApp);
  const inFrame = await element?.evaluate((target) => {
    target.scrollIntoView({ block: "center" });
    const { x, y, width, height } = target.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  if (!frame || !inFrame) throw new Error(`The app has no ${tag} ${text}`);
  await page.mouse.click(frame.x + inFrame.x, frame.y + inFrame.y);
}

function positionOfVisibleApp(): { x: number; y: number } | undefined {
  const frames = document.querySelectorAll<HTMLIFrameElement>("[data-instance-id] > iframe");
  const rect = [...frames].find((frame) => frame.checkVisibility())?.getBoundingClientRect();
  return rect && { x: rect.x, y: rect.y };
}

/** Types into a field, and waits until its frame, which may be another process, has received the text. */
export async function type(app: Frame, field: string, text: string): Promise<void> {
  const element = await app.waitForSelector(field);
  await element?.type(text);
  const hasText = (target: Element, end: string) =>
    target instanceof HTMLTextAreaElement && target.value.endsWith(end);
  await vi.waitUntil(() => element?.evaluate(hasText, text), { timeout });
}

/** Waits for a text, also in a frame in the background. */
export async function see(at: Page | Frame, text: string): Promise<void> {
  await at.waitForSelector(`::-p-text(${text})`);
}
