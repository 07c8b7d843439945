import type { Browser, BrowserContext, Page, Request } from "@playwright/test";
import { registration } from "../../../simulator/registration";
import type { Agent, MeasuredApp } from "./apps";
import type { Handshake } from "./host-page";

/** What happens in a frame, in ms since its insertion. `init`: React has hydrated the page, and its effects run. */
export type Mark = "init" | "created" | "name" | "customer";
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
    const session = await app.session();
    if (session) await addSession(context, session, host);
    const texts: [Mark, string][] = [];
    if (session) {
      texts.push(["name", agent.name]);
      // #region example
      // The customer of every contact: C-1001.
      texts.push(["customer", "Nikki Wolf"]);
      // #endregion example
    }
    await context.addInitScript(watch, texts);
    const page = await context.newPage();
    const seen = listen(page);
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
      for (const [mark] of texts) marks[mark] = (await seen.find(mark)) - insertedAt;
      runs.push(marks);
      // What the frame still does must not slow the next one down.
      await page.waitForTimeout(150);
      first ??= await weight();
    }
    return { frames: runs, weight: first ?? { requests: 0, script: 0 } };
  } finally {
    await context.close();
  }
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

/** Says in a frame's console when a text is on screen. The browser gets it as text. */
function watch(texts: [string, string][]) {
  if (window.top === window) return;
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

/** Counts what the page requests from a port until it is called. */
function weigh(page: Page, port: number): () => Promise<Weight> {
  const requests: Request[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).port === String(port)) requests.push(request);
  });
  return async () => {
    const scripts = requests.filter((request) => request.resourceType() === "script");
    const sizes = await Promise.all(scripts.map((request) => request.sizes()));
    return {
      requests: requests.length,
      script: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
    };
  };
}
