/**
 * `npm run bench`: how fast frames of this app are, beside a bare page and the plainest page of Next. Writes
 * test-results/bench.json and bench.svg, and prints tables of medians and ratios.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { testAgents } from "../../../simulator/agents";
import { bundle, servePage, startApp, startBarePage, startPlainestPage } from "./apps";
import { startDelayingProxy } from "../../fixtures/delaying-proxy";
import { type Conditions, measure, measureMemory, type Run } from "./measure";
import { plot } from "./plot";
import { type FrameMemory, print, summarize } from "./report";
import { measureServer, measureServerMemory } from "./server";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "15" },
    /** Minutes after which the runs of one condition end, even if there were fewer. */
    minutes: { type: "string", default: "20" },
    /** Other versions of this app with their builds, such as `--also before=../before`. */
    also: { type: "string", multiple: true, default: [] },
    /** `memory`, `server`, or a part of the name of the conditions to measure. */
    only: { type: "string" },
  },
});

const runs = Number(values.runs);
const ports = { host: 4380, bare: 4381, plainest: 4382, app: 4383, others: 4384 };
const host = `http://workspace.localhost:${ports.host}`;
const [{ arn, name } = { arn: "", name: "" }] = testAgents;
const agent = { arn, name };

const allConditions: Conditions[] = [
  { name: "unthrottled", frames: 10, roundTrip: 0, slowdown: 1 },
  { name: "40 ms round-trip time", frames: 2, roundTrip: 40, slowdown: 1 },
  { name: "processor 4 times slower", frames: 2, roundTrip: 0, slowdown: 4 },
];

await servePage(ports.host, await bundle("host-page.ts"));
const apps = [
  await startBarePage(ports.bare),
  await startPlainestPage(ports.plainest),
  await startApp("this app", ports.app, { agent, host }),
];
for (const [index, other] of values.also.entries()) {
  const [name = "", directory] = other.split("=");
  apps.push(await startApp(name, ports.others + index, { agent, host, directory }));
}

const results: { conditions: Conditions; app: string; runs: Run[] }[] = [];
for (const conditions of allConditions) {
  if (values.only && !conditions.name.includes(values.only)) continue;
  const { roundTrip, slowdown } = conditions;
  // The slow-down is of one process: all frames have to be in it.
  const browser = await launch(slowdown > 1 ? ["--disable-site-isolation-trials"] : []);
  const measured = await Promise.all(
    apps.map(async (app) => ({
      app,
      port: roundTrip > 0 ? await startDelayingProxy(app.port, roundTrip) : app.port,
      runs: [] as Run[],
    })),
  );
  const end = Date.now() + Number(values.minutes) * 60_000;
  // The first run warms the servers up.
  for (let run = -1; run < runs && Date.now() < end; run += 1) {
    for (const each of measured) {
      console.error(`${conditions.name}: run ${run + 1} of ${runs}, ${each.app.name}`);
      const result = await measure(browser, { ...each, ...conditions, host, agent });
      if (run >= 0) each.runs.push(result);
    }
  }
  await browser.close();
  for (const { app, runs } of measured) results.push({ conditions, app: app.name, runs });
}

const memory: FrameMemory[] = [];
if (!values.only || values.only === "memory") {
  for (const app of apps) {
    const rounds: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const browser = await launch();
      rounds.push(await measureMemory(browser, { app, port: app.port, host, agent }));
      await browser.close();
    }
    const [, median = Number.NaN] = rounds.sort((a, b) => a - b);
    memory.push({ app: app.name, memory: median });
  }
}

const isServerWanted = !values.only || values.only === "server";
const server = isServerWanted
  ? await measureServer(apps.filter(({ name }) => name !== "bare page"))
  : [];
const own = apps.find(({ name }) => name === "this app");
const serverMemory = isServerWanted && own ? await measureServerMemory(own) : [];
for (const app of apps) await app.stop();

const summary = { frames: summarize(results), memory, server, serverMemory };
await mkdir("test-results", { recursive: true });
await writeFile("test-results/bench.json", JSON.stringify({ runs, ...summary, results }, null, 2));
await writeFile("test-results/bench.svg", plot(summary.frames.rows));
print(summary);
process.exit();

function launch(args: string[] = []) {
  const { CHROMIUM_PATH } = process.env;
  return chromium.launch({
    ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : { channel: "chromium" }),
    args,
  });
}
