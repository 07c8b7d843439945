import type { Browser, BrowserContext, Page, Request } from "@playwright/test";
import { registration } from "../../../simulator/registration";
import { memoryOf } from "../../security/app";
import type { Agent, MeasuredApp } from "./apps";
import type { Handshake } from "./host-page";

/** What happens in a frame, in ms since its insertion. `init`: its first message. `hydrated`: React has taken over the page. */
export type Mark = "init" | "created" | "hydrated" | "name" | "customer";
export type Marks = Partial<Record<Mark, number>>;

export interface Conditions {
  name: string;
  /** How many frames a run opens, one after the other. */
  frames: number;
  /** Round-trip time to the app, in ms. */
  roundTrip: number;
  /** By how much the processor is slower. */
  slowdown: number;
}

/** What the first frame loads. */
export interface Weight {
  requests: number;
  /** Bytes of scripts as transferred. */
  script: number;
  /** How many requests waited for each other until the app was created, and until the customer or else the name was on screen. */
  roundTrips: { created: number; shown: number | null };
}

export interface Run {
  /** By frame: the first, the second and so on. */
  frames: Marks[];
  weight: Weight;
}

/** Opens the app's frames in a browser without cache, one after the other. */
export async function measure(
  browser: Browser,
  {
    app,
    port,
    host,
    agent,
    frames,
    slowdown,
  }: {
    app: MeasuredApp;
    port: number;
    host: string;
    agent: Agent;
  } & Pick<Conditions, "frames" | "slowdown">,
): Promise<Run> {
  const context = await browser.newContext();
  try {
    const { page, seen, shown } = await openPage(context, app, agent, host);
    const weight = weigh(page, port);
    await page.goto(host);
    if (slowdown > 1) {
      const devTools = await context.newCDPSession(page);
      await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    }
    const accessUrl = `http://localhost:${port}/`;
    await page.evaluate((options) => globalThis.startWorkspace(options), {
      agent,
      app: registration(accessUrl),
    });
    const runs: Marks[] = [];
    let first: Weight | undefined;
    for (let index = 1; index <= frames; index += 1) {
      seen.length = 0;
      const { insertedAt, init, created }: Handshake = await page.evaluate(
        (index) => globalThis.openFrame(index),
        index,
      );
      const marks: Marks = { init, created };
      for (const mark of shown) marks[mark] = (await seen.find(mark)) - insertedAt;
      runs.push(marks);
      // What the frame still does must not slow the next one down.
      await page.waitForTimeout(150);
      const last = shown.at(-1);
      first ??= await weight(insertedAt + created, last ? await seen.find(last) : null);
    }
    if (!first) throw new Error("No frame was opened.");
    return { frames: runs, weight: first };
  } finally {
    await context.close();
  }
}

/** Bytes of the page's processes for each of 20 frames, without the first. NaN where the system does not say. */
export async function measureMemory(
  browser: Browser,
  { app, port, host, agent }: { app: MeasuredApp; port: number; host: string; agent: Agent },
): Promise<number> {
  const frames = 20;
  const context = await browser.newContext();
  try {
    const { page } = await openPage(context, app, agent, host);
    await page.goto(host);
    await page.evaluate((options) => globalThis.startWorkspace(options), {
      agent,
      app: registration(`http://localhost:${port}/`),
    });
    const open = (index: number) => page.evaluate((index) => globalThis.openFrame(index), index);
    await open(1);
    const before = await rendererMemory(browser);
    for (let index = 2; index <= frames; index += 1) await open(index);
    await page.waitForTimeout(2_000);
    return ((await rendererMemory(browser)) - before) / (frames - 1);
  } finally {
    await context.close();
  }
}

async function rendererMemory(browser: Browser): Promise<number> {
  const devTools = await browser.newBrowserCDPSession();
  const { processInfo } = await devTools.send("SystemInfo.getProcessInfo");
  await devTools.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  return renderers.reduce((sum, { id }) => sum + memoryOf(id), 0);
}

/** A page of the agent's, which has a session if the app knows one. `shown` are the marks that its frames report. */
async function openPage(context: BrowserContext, app: MeasuredApp, agent: Agent, host: string) {
  const texts: [Mark, string][] = [];
  const session = await app.session();
  if (session) {
    await addSession(context, session, host);
    texts.push(["name", agent.name]);
    // #region example
    // The customer of every contact: C-1001.
    texts.push(["customer", "Nikki Wolf"]);
    // #endregion example
  }
  await context.addInitScript(watch, { texts, hydrates: app.hydrates });
  const page = await context.newPage();
  const shown = [...(app.hydrates ? (["hydrated"] as const) : []), ...texts.map(([mark]) => mark)];
  return { page, seen: listen(page), shown };
}

async function addSession(context: BrowserContext, cookie: string, host: string): Promise<void> {
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  const { protocol, hostname } = new URL(host);
  await context.addCookies([
    {
      name,
      value,
      domain: "localhost",
      path: "/",
      secure: true,
      httpOnly: true,
      sameSite: "None",
      partitionKey: `${protocol}//${hostname}`,
    },
  ]);
}

/** Says in a frame's console when React has hydrated, and when a text is on screen. The browser gets it as text. */
function watch({ texts, hydrates }: { texts: [string, string][]; hydrates: boolean }) {
  if (window.top === window) return;
  // No function in here has a name: tsx would call a helper for it that the browser does not have.
  const timer = setInterval(() => {
    const isHydrated = Object.keys(document.body ?? {}).some((key) =>
      key.startsWith("__reactFiber$"),
    );
    if (hydrates && !isHydrated) return;
    clearInterval(timer);
    console.info(`bench hydrated ${performance.timeOrigin + performance.now()}`);
  }, 4);
  const missing = new Map(texts);
  const observer = new MutationObserver(() => {
    for (const [mark, text] of missing) {
      if (!document.body?.textContent?.includes(text)) continue;
      missing.delete(mark);
      console.info(`bench ${mark} ${performance.timeOrigin + performance.now()}`);
    }
    if (missing.size === 0) observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}

function listen(page: Page) {
  const seen: { mark: string; at: number }[] = [];
  page.on("console", (message) => {
    const [, mark = "", at] = message.text().match(/^bench (\w+) ([\d.]+)$/) ?? [];
    if (mark) seen.push({ mark, at: Number(at) });
  });
  return Object.assign(seen, {
    async find(mark: string): Promise<number> {
      for (let attempt = 0; attempt < 1_500; attempt += 1) {
        const found = Array.prototype.find.call(
          seen,
          (each: { mark: string }) => each.mark === mark,
        );
        if (found) return found.at;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`The ${mark} did not appear within 15 s.`);
    },
  });
}

/** Counts what the page requests from a port until it is called, with the epoch ms of two marks. */
function weigh(page: Page, port: number) {
  const requests: Request[] = [];
  page.on("requestfinished", (request) => {
    if (new URL(request.url()).port === String(port)) requests.push(request);
  });
  return async (created: number, shown: number | null): Promise<Weight> => {
    const scripts = requests.filter((request) => request.resourceType() === "script");
    const sizes = await Promise.all(scripts.map((request) => request.sizes()));
    const spans = requests.map((request) => {
      const { startTime, responseEnd } = request.timing();
      return { start: startTime, end: startTime + responseEnd };
    });
    return {
      requests: requests.length,
      script: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
      roundTrips: {
        created: longestChain(spans, created),
        shown: shown && longestChain(spans, shown),
      },
    };
  };
}

/** The most requests that ended before `mark` of which each began after the end of the one before. */
function longestChain(spans: { start: number; end: number }[], mark: number): number {
  const chains: { end: number; length: number }[] = [];
  for (const { start, end } of spans.sort((a, b) => a.end - b.end)) {
    if (end > mark) break;
    const before = chains.filter((chain) => chain.end <= start).map(({ length }) => length);
    chains.push({ end, length: 1 + Math.max(0, ...before) });
  }
  return Math.max(0, ...chains.map(({ length }) => length));
}
