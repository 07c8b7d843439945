import fc from "fast-check";
import type { Target } from "./app";
import { anyRequest } from "./requests";
import { violations } from "./rules";
import { send, serialize, headerOf, type WireRequest } from "./wire";

export interface Finding {
  rule: string;
  /** How many answers broke it. */
  count: number;
  /** The smallest request found to do so. */
  request: WireRequest;
}

export interface Result {
  /** Answers by status, with those who got none. */
  statuses: Record<string, number>;
  findings: Finding[];
}

/** Requests that are made at a time, to have only so many in memory. */
const batchSize = 500;
/** Connections that are open at once. */
const connections = 8;

/** Sends `count` generated requests, the same ones for a `seed`, and minimises the first to break each rule. */
export async function fuzz(
  app: Target,
  {
    count,
    seed,
    within = Number.POSITIVE_INFINITY,
    onProgress,
  }: {
    count: number;
    seed: number;
    /** ms after which no more are sent. */
    within?: number;
    onProgress?: (sent: number) => void;
  },
): Promise<Result> {
  const arbitrary = anyRequest(app);
  const statuses: Record<string, number> = {};
  const first = new Map<string, { seed: number; path: string; count: number }>();

  const deadline = performance.now() + within;
  for (let sent = 0; sent < count && performance.now() < deadline; sent += batchSize) {
    const batch = { seed: seed + sent, numRuns: Math.min(batchSize, count - sent) };
    const requests = fc.sample(arbitrary, batch).entries();
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (const [at, request] of requests) {
          const { outcomes, broken } = await attack(app, request);
          for (const each of outcomes) statuses[each] = (statuses[each] ?? 0) + 1;
          for (const rule of broken) {
            const found = first.get(rule) ?? { seed: batch.seed, path: String(at), count: 0 };
            found.count += 1;
            first.set(rule, found);
          }
        }
      }),
    );
    onProgress?.(sent + batch.numRuns);
  }

  const findings: Finding[] = [];
  for (const [rule, { count, ...replay }] of first) {
    findings.push({ rule, count, request: await minimise(app, arbitrary, rule, replay) });
  }
  return { statuses, findings };
}

/**
 * Sends a request, and once more to where Next sends one with headers of its router: to the same path with a
 * hash of those headers (`_rsc`), without which it looks no further.
 */
async function attack(
  app: Target,
  request: WireRequest,
): Promise<{ outcomes: string[]; broken: string[] }> {
  const answer = await send(app.port, request);
  const broken = violations(app, request, answer);
  if (typeof answer === "string") {
    return { outcomes: [request.framing === "half" ? "half sent" : answer], broken };
  }
  const outcomes = [String(answer.status)];
  const target = headerOf(answer, "location");
  const hashed = answer.status === 307 && target.includes("_rsc") && target !== request.target;
  if (!hashed) return { outcomes, broken };
  const next = await attack(app, { ...request, target });
  return { outcomes: [...outcomes, ...next.outcomes], broken: [...broken, ...next.broken] };
}

async function minimise(
  app: Target,
  arbitrary: fc.Arbitrary<WireRequest>,
  rule: string,
  replay: { seed: number; path: string },
): Promise<WireRequest> {
  let smallest = fc.sample(arbitrary, { ...replay, numRuns: 1 })[0] as WireRequest;
  const keepsRule = async (request: WireRequest) => {
    const { broken } = await attack(app, request);
    if (!broken.includes(rule)) return true;
    smallest = request;
    return false;
  };
  await fc.check(fc.asyncProperty(arbitrary, keepsRule), {
    ...replay,
    numRuns: 1,
    interruptAfterTimeLimit: 5_000,
  });
  return withoutNeedless(smallest, keepsRule, () => smallest);
}

/** Leaves out each header that makes no difference: fast-check cannot, where several come together. */
async function withoutNeedless(
  request: WireRequest,
  keepsRule: (request: WireRequest) => Promise<boolean>,
  smallest: () => WireRequest,
): Promise<WireRequest> {
  for (const header of request.headers) {
    const headers = smallest().headers.filter((each) => each !== header);
    await keepsRule({ ...smallest(), headers });
  }
  return smallest();
}

/** A request as a text to read, to paste into a report, or to send again. */
export function print(request: WireRequest): string {
  const text = serialize(request).toString("latin1");
  return text.length > 2_000 ? `${text.slice(0, 2_000)}… (${text.length} bytes)` : text;
}
