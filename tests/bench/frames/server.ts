import { Agent, get } from "node:http";
import type { MeasuredApp } from "./apps";

export interface ServerResult {
  app: string;
  path: string;
  requestsPerSecond: number;
  /** ms */
  p99: number;
}

const connections = 20;
const seconds = 4;

/** How many requests the servers answer, interleaved, over kept connections of this machine. */
export async function measureServer(apps: readonly MeasuredApp[]): Promise<ServerResult[]> {
  const targets: { app: MeasuredApp; path: string; rounds: ServerResult[] }[] = [];
  for (const app of apps) {
    targets.push({ app, path: "/", rounds: [] });
    if (await app.session()) targets.push({ app, path: "/api/agent", rounds: [] });
  }
  for (let round = -1; round < 3; round += 1) {
    for (const { app, path, rounds } of targets) {
      const result = await load(app, path);
      if (round >= 0) rounds.push(result);
    }
  }
  return targets.map(({ rounds }) => {
    const [, middle] = rounds.sort((a, b) => a.requestsPerSecond - b.requestsPerSecond);
    if (!middle) throw new Error("Nothing was measured.");
    return middle;
  });
}

async function load(app: MeasuredApp, path: string): Promise<ServerResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const cookie = (await app.session()) ?? "";
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  const durations: number[] = [];
  const end = performance.now() + seconds * 1_000;
  async function client() {
    while (performance.now() < end) {
      const start = performance.now();
      await new Promise<void>((resolve, reject) => {
        get({ host: "127.0.0.1", port: app.port, path, agent, headers }, (response) => {
          if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
          response.resume().on("end", resolve);
        }).on("error", reject);
      });
      durations.push(performance.now() - start);
    }
  }
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  durations.sort((a, b) => a - b);
  return {
    app: app.name,
    path,
    requestsPerSecond: durations.length / seconds,
    p99: durations[Math.floor(durations.length * 0.99)] ?? Number.NaN,
  };
}
