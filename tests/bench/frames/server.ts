import { Agent, request } from "node:http";
import { createChallenge } from "../../../lib/auth/challenge";
import { mintCode } from "../../../lib/auth/server/code";
import { testTenant } from "../../mocks/tenant";
import { memoryOf } from "../../security/app";
import type { MeasuredApp } from "./apps";

export interface ServerResult {
  app: string;
  path: string;
  requestsPerSecond: number;
  /** ms */
  p99: number;
}

/** What a server takes after many requests: bytes. */
export interface ServerMemory {
  requests: number;
  memory: number;
}

const connections = 20;
const seconds = 4;

interface Target {
  app: MeasuredApp;
  path: string;
  /** The status of a response that counts. */
  status: number;
  cookie: string;
  /** The body of a POST, new for each request. */
  body?: () => Promise<string>;
}

/** How many requests the servers answer, interleaved, over kept connections of this machine. */
export async function measureServer(apps: readonly MeasuredApp[]): Promise<ServerResult[]> {
  const targets: (Target & { rounds: ServerResult[] })[] = [];
  for (const app of apps) {
    for (const target of await targetsOf(app)) targets.push({ ...target, rounds: [] });
  }
  for (let round = -1; round < 3; round += 1) {
    for (const { rounds, ...target } of targets) {
      const result = await load(target);
      if (round >= 0) rounds.push(result);
    }
  }
  return targets.map(({ rounds }) => {
    const [, middle] = rounds.sort((a, b) => a.requestsPerSecond - b.requestsPerSecond);
    if (!middle) throw new Error("Nothing was measured.");
    return middle;
  });
}

/** The memory of an app's server after each fifth of 50,000 requests, of the page, a guarded route and the sign-in's end. */
export async function measureServerMemory(app: MeasuredApp): Promise<ServerMemory[]> {
  const targets = await targetsOf(app);
  const results: ServerMemory[] = [];
  for (let requests = 10_000; requests <= 50_000; requests += 10_000) {
    const each = Math.ceil(10_000 / targets.length);
    for (const target of targets) await send(target, () => false, each);
    results.push({ requests, memory: memoryOf(app.pid) });
  }
  return results;
}

async function targetsOf(app: MeasuredApp): Promise<Target[]> {
  const cookie = (await app.session()) ?? "";
  const page: Target = { app, path: "/", status: 200, cookie };
  if (!app.settings) return [page];
  const tenant = testTenant(app.settings);
  const { verifier, challenge } = await createChallenge();
  const agent = { id: "ana", name: "Ana", email: null, roles: [] };
  return [
    page,
    { app, path: "/api/agent", status: 200, cookie },
    {
      app,
      path: "/api/sign-in/redeem",
      status: 204,
      cookie: "",
      body: async () =>
        JSON.stringify({ code: await mintCode(tenant, agent, challenge), verifier }),
    },
  ];
}

async function load(target: Target): Promise<ServerResult> {
  const end = performance.now() + seconds * 1_000;
  const durations = await send(target, () => performance.now() > end);
  durations.sort((a, b) => a - b);
  return {
    app: target.app.name,
    path: target.path,
    requestsPerSecond: durations.length / seconds,
    p99: durations[Math.floor(durations.length * 0.99)] ?? Number.NaN,
  };
}

/** Sends requests until `isOver`, or `limit` of them. Returns the ms that each took. */
async function send(
  { app, path, status, cookie, body }: Target,
  isOver: () => boolean,
  limit = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = {
    cookie,
    "sec-fetch-site": "same-origin",
    ...(body && { "content-type": "application/json", origin: `http://localhost:${app.port}` }),
  };
  const options = {
    host: "127.0.0.1",
    port: app.port,
    path,
    agent,
    headers: { ...headers, host: `localhost:${app.port}` },
    method: body ? "POST" : "GET",
  };
  const durations: number[] = [];
  let started = 0;
  async function client() {
    while (!isOver() && started < limit) {
      started += 1;
      const content = await body?.();
      const start = performance.now();
      await new Promise<void>((resolve, reject) => {
        request(options, (response) => {
          if (response.statusCode !== status) reject(new Error(`${path}: ${response.statusCode}`));
          response.resume().on("end", resolve);
        })
          .on("error", reject)
          .end(content);
      });
      durations.push(performance.now() - start);
    }
  }
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return durations;
}
