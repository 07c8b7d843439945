import "server-only";
import type { z } from "zod";
import { getSettings } from "@/lib/env";
import { logEvent } from "@/lib/log";
import { BodyTooLarge, readWithin } from "@/lib/security/read-within";

/** ms that the upstream has for an answer. */
const timeout = 5_000;
/** Bytes of an answer that are read. What is longer is no customer and no note. */
const longest = 1_000_000;

/** Why the upstream gave no usable answer. `message` is for the server's log, and names no customer. */
export class UpstreamFault extends Error {
  override readonly name = "UpstreamFault";

  constructor(
    readonly reason: "unreachable" | "timeout" | "refused" | "failed" | "malformed" | "too-large",
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/**
 * Asks the customer API with the app's own credential. What the agent's browser sent, cookies above all,
 * never goes there. `path` is relative to `CUSTOMER_API_URL`. The body of an answer is there after success
 * only, for `readAnswer`.
 *
 * @throws UpstreamFault for every answer but success and those in `expected`.
 */
export async function askUpstream(
  path: string,
  { expected = [], ...init }: RequestInit & { expected?: readonly number[] } = {},
): Promise<Response> {
  const { CUSTOMER_API_URL, CUSTOMER_API_TOKEN } = getSettings();
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${CUSTOMER_API_TOKEN}`);
  const answer = await fetch(`${CUSTOMER_API_URL}/${path}`, {
    ...init,
    headers,
    cache: "no-store",
    // The credential is for this address, and for none that it points to.
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
  }).catch(failTransport);
  if (answer.ok) return answer;
  await dropBody(answer);
  if (expected.includes(answer.status)) return answer;
  throw answer.status === 401 || answer.status === 403
    ? new UpstreamFault("refused", `answered ${answer.status}: check CUSTOMER_API_TOKEN`)
    : new UpstreamFault("failed", `answered ${answer.status}`);
}

/** Ends the download of a body that nobody reads: it would go on, and keep its connection. */
export async function dropBody(answer: Response): Promise<void> {
  await answer.body?.cancel().catch(() => {});
}

/**
 * Reads an answer's body, 1 MB at most. The fault names what is wrong with it, and not what it holds.
 *
 * @throws UpstreamFault
 */
export async function readAnswer<Value>(
  answer: Response,
  schema: z.ZodType<Value>,
): Promise<Value> {
  const text = await readText(answer);
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new UpstreamFault("malformed", `answered something else: ${faults.join("; ")}`);
}

async function readText(answer: Response): Promise<string> {
  try {
    return new TextDecoder().decode(await readWithin(answer, longest));
  } catch (cause) {
    if (!(cause instanceof BodyTooLarge)) failTransport(cause);
    throw new UpstreamFault("too-large", `sent more than ${longest} bytes`);
  }
}

function failTransport(cause: unknown): never {
  const late = cause instanceof DOMException && cause.name === "TimeoutError";
  throw late
    ? new UpstreamFault("timeout", `did not answer within ${timeout} ms`, { cause })
    : new UpstreamFault("unreachable", "could not be reached", { cause });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Runs a route that asks the upstream. A fault of it is 502 with a reason, and a line in the server's log.
 * Its 401 and 403 too: those are the app's, and would have the agent sign in again.
 */
export async function answerUpstreamFaults(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (fault) {
    if (!(fault instanceof UpstreamFault)) throw fault;
    logEvent("error", "upstream.failed", { reason: fault.reason, message: fault.message });
    return Response.json({ reason: `upstream-${fault.reason}` }, { status: 502 });
  }
}
