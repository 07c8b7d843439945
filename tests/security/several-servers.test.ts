// #region example
import { randomUUID } from "node:crypto";
// #endregion example
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
// #region example
import { type CustomerApi, startCustomerApi } from "../../simulator/customer-api";
// #endregion example
import type { IdentityProvider } from "../../simulator/idp";
import { assembleImage, type Image, runInImage } from "../e2e/image";
import { findFreePort } from "../../simulator/ports";
import { isNginxInstalled, startNginx } from "../fixtures/nginx";
import { goodSettings } from "../mocks/settings";
import { clientSecret, memoryOf, startProvider } from "./app";
import { Attempt, type Client, createClient } from "./client";

/** The number that sign in under load. `AGENTS=500` takes longer than CI should. */
const agents = Number(process.env.AGENTS ?? 200);

describe.skipIf(!isNginxInstalled)("two servers behind nginx, round robin", () => {
  let image: Image;
  let identityProvider: IdentityProvider;
  // #region example
  let customerApi: CustomerApi;
  // #endregion example
  let stopNginx: () => Promise<void>;
  let origin: string;
  let settings: Record<string, string>;
  const ports: number[] = [];
  const servers: Awaited<ReturnType<typeof startServer>>[] = [];

  /** Starts the image's server. Resolves when it responds. */
  async function startServer(port: number) {
    const { child, ended, output } = runInImage(image, image.command, {
      ...settings,
      PORT: String(port),
      // MB: with room, V8 frees memory late, and a leak could not be told from that.
      NODE_OPTIONS: "--max-old-space-size=96",
    });
    const deadline = Date.now() + 30_000;
    while (!(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null))?.ok) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(output());
      await sleep(50);
    }
    return {
      pid: child.pid,
      async stop(signal: "SIGTERM" | "SIGKILL") {
        child.kill(signal);
        await ended;
      },
    };
  }

  beforeAll(async () => {
    image = await assembleImage();
    for (let count = 0; count < 3; count += 1) ports.push(await findFreePort());
    const [port = 0, ...behind] = ports;
    origin = `http://localhost:${port}`;
    identityProvider = await startProvider(origin);
    // #region example
    customerApi = await startCustomerApi();
    // #endregion example
    settings = {
      ...goodSettings,
      AUTH_URL: origin,
      AUTH_OIDC_ISSUER: identityProvider.issuer,
      AUTH_OIDC_SECRET: clientSecret,
      // #region example
      ...customerApi.settings,
      // #endregion example
    };
    for (const each of behind) servers.push(await startServer(each));
    stopNginx = await startNginx(port, behind);
  });

  afterAll(async () => {
    await stopNginx?.();
    for (const server of servers) await server.stop("SIGKILL");
    await identityProvider?.close();
    // #region example
    await customerApi?.close();
    // #endregion example
    await rm(image.folder, { recursive: true });
  });

  /** Replaces both servers, one after the other, as a deployment does. */
  async function restartEach(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    for (const [index, port] of ports.slice(1).entries()) {
      await servers[index]?.stop(signal);
      servers[index] = await startServer(port);
    }
  }

  async function signedIn(): Promise<Client> {
    const client = createClient(origin);
    await (await Attempt.create(client)).signIn("ana");
    return client;
  }

  /** Runs `work` again and again, in `lanes` at a time, until `until` settles. Returns all results. */
  async function repeat<T>(lanes: number, work: () => Promise<T>, until: Promise<unknown>) {
    const results: T[] = [];
    let done = false;
    const end = until.finally(() => (done = true));
    const lane = async () => {
      while (!done) results.push(await work());
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    await end;
    return results;
  }

  test("a deployment that replaces both servers ends no sign-in, session or request", async () => {
    const client = await signedIn();
    const restarted = restartEach("SIGTERM");
    const [signIns, sessions] = await Promise.all([
      repeat(2, async () => (await signedIn()).session().then(({ status }) => status), restarted),
      repeat(2, async () => (await client.copy().session()).status, restarted),
    ]);
    expect(new Set(signIns)).toEqual(new Set([200]));
    expect(new Set(sessions)).toEqual(new Set([200]));
    expect(signIns.length).toBeGreaterThan(2);
  });

  // #region example
  test("no note is lost while both servers are killed and restarted", async () => {
    const client = await signedIn();
    const { agent } = JSON.parse((await client.session()).body);
    let count = 0;
    const saved = await repeat(
      3,
      async () => {
        const path = `/api/notes/${randomUUID()}`;
        count += 1;
        const text = `note ${count}`;
        const json = { text, revision: 0, author: agent.id };
        const { status } = await client.copy().fetch(path, { method: "PUT", json });
        return { path, text, status };
      },
      restartEach("SIGKILL"),
    );
    // nginx repeats a PUT whose server dies. If the first one had saved it, the second one finds the same text.
    expect(saved.filter(({ status }) => status !== 200)).toEqual([]);
    for (const { path, text } of saved) {
      expect(JSON.parse((await client.fetch(path)).body)).toMatchObject({ text });
    }
    expect(saved.length).toBeGreaterThan(10);
  });
  // #endregion example

  test("a session outlives the death of the server that issued it", async () => {
    const client = await signedIn();
    for (const server of servers) await server.stop("SIGKILL");
    for (const [index, port] of ports.slice(1).entries()) {
      servers[index] = await startServer(port);
    }
    expect((await client.session()).status).toBe(200);
  });

  test(`${agents} agents sign in and send requests: no 5xx, and steady memory`, async () => {
    const milliseconds: number[] = [];
    const statuses = new Map<number, number>();
    const memory: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      let left = agents / 5;
      const lane = async () => {
        while (left > 0) {
          left -= 1;
          const client = await signedIn();
          for (let request = 0; request < 5; request += 1) {
            const start = performance.now();
            const { status } = await client.session();
            milliseconds.push(performance.now() - start);
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
          }
        }
      };
      await Promise.all(Array.from({ length: 20 }, lane));
      memory.push(Math.max(...servers.map(({ pid }) => memoryOf(pid) / 1e6)));
    }
    milliseconds.sort((a, b) => a - b);
    const p99 = milliseconds[Math.floor(milliseconds.length * 0.99)] ?? 0;
    console.info(
      `${agents} agents: p99 of the session's request ${p99.toFixed(0)} ms, memory after each fifth: ${memory.map((each) => each.toFixed(0)).join(", ")} MB`,
    );
    expect([...statuses]).toEqual([[200, 5 * agents]]);
    // It grows while the code warms up, and then no more.
    expect(memory.at(-1)).toBeLessThan((memory[1] ?? 0) * 1.3);
  }, 180_000);
});
