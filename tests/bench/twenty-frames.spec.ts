import { readFile } from "node:fs/promises";
import type { BrowserContext } from "@playwright/test";
import { test as anotherApp, expect } from "../../simulator/tests/e2e/bare-app";
import { test as ourApp } from "../e2e/fixtures";
import { manyChats } from "../fixtures/many-chats";
import type { SimulatedWorkspace } from "../../simulator/playwright";

const frames = 20;
const scenario = manyChats(frames);
const mebibyte = 1024 * 1024;

/** What the workspace's page weighs: its JavaScript heap, and the resident memory of every renderer. */
async function weigh({ page }: SimulatedWorkspace, context: BrowserContext) {
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
  const browser = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await browser?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const resident = await Promise.all(renderers.map(({ id }) => residentMemory(id)));
  return {
    heap: heap / mebibyte,
    renderers: resident.length,
    resident: resident.reduce((sum, each) => sum + each, 0),
  };
}

/** MiB, from Linux. */
async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(status.match(/^VmRSS:\s+(\d+) kB/m)?.[1] ?? 0) / 1024;
}

/** ms from each frame's insertion to its app's word that it is created, in the order of opening. */
async function timesToCreate(workspace: SimulatedWorkspace): Promise<number[]> {
  const { apps, log } = await workspace.snapshot();
  return apps.flatMap(({ id, startTime }) => {
    const created = log.find(
      (entry) =>
        entry.instanceId === id &&
        entry.direction === "up" &&
        entry.message.type === "appLifecycleHandlerCompleted" &&
        entry.message.stage === "create",
    );
    return created ? [created.at - startTime.getTime()] : [];
  });
}

async function measure(title: string, workspace: SimulatedWorkspace, context: BrowserContext) {
  const empty = await weigh(workspace, context);
  await workspace.open("ana", scenario);
  await expect
    .poll(async () => (await timesToCreate(workspace)).length, { timeout: 60_000 })
    .toBe(frames);
  const times = await timesToCreate(workspace);
  const full = await weigh(workspace, context);
  const row = (weight: typeof full) =>
    `heap ${weight.heap.toFixed(1)} MiB, ${weight.resident.toFixed(0)} MiB in ${weight.renderers} renderers`;
  console.log(
    `| ${title} | last ${times.at(-1)?.toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms | empty desk: ${row(empty)} | ${frames} frames: ${row(full)} |`,
  );
}

anotherApp("twenty frames of a bare app at once", async ({ workspace, context }) => {
  await measure("bare app", workspace, context);
});

ourApp.describe("signed in", () => {
  ourApp.use({ thirdPartyCookies: "allowed" });
  ourApp("twenty frames of this app at once", async ({ workspace, context }) => {
    await measure("this app", workspace, context);
  });
});
