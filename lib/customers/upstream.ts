import "server-only";
import type { z } from "zod";
import { getSettings } from "@/lib/env";
import { logEvent } from "@/lib/log";
import { BodyTooLarge, readWithin } from "@/lib/security/read-within";

/** ms that the upstream has to respond. */
const timeout = 5_000;
/** Maximum bytes of a response. No customer and no note is longer. */
const longest = 1_000_000;

/** An upstream error. `message` is for the server's log, and names no customer. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";

  constructor(
    readonly reason: "unreachable" | "timeout" | "refused" | "failed" | "malformed" | "too-large",
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/**
 * Sends a request to the customer API with the app's own credential. It forwards nothing from the agent's
 * browser, in particular no cookies. `path` is relative to `CUSTOMER_API_URL`. A response has its body, for
 * `readResponse`, only after success.
 *
 * @throws UpstreamError for every response except success and the statuses in `expected`.
 */
export async function requestUpstream(
  path: string,
  { expected = [], ...init }: RequestInit & { expected?: readonly number[] } = {},
): Promise<Response> {
  const { CUSTOMER_API_URL, CUSTOMER_API_TOKEN } = getSettings();
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${CUSTOMER_API_TOKEN}`);
  const response = await fetch(`${CUSTOMER_API_URL}/${path}`, {
    ...init,
    headers,
    cache: "no-store",
    // The credential is only for this address, not for one that it redirects to.
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
  }).catch(failTransport);
  if (response.ok) return response;
  await dropBody(response);
  if (expected.includes(response.status)) return response;
  throw response.status === 401 || response.status === 403
    ? new UpstreamError("refused", `responded with ${response.status}: check CUSTOMER_API_TOKEN`)
    : new UpstreamError("failed", `responded with ${response.status}`);
}

/** Cancels the download of an unread body, which would otherwise keep its connection. */
export async function dropBody(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {});
}

/**
 * Reads a response's body, 1 MB at most. The error names what is wrong with it, never its content.
 *
 * @throws UpstreamError
 */
export async function readResponse<Value>(
  response: Response,
  schema: z.ZodType<Value>,
): Promise<Value> {
  const text = await readText(response);
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new UpstreamError("malformed", `sent an unexpected response: ${issues.join("; ")}`);
}

async function readText(response: Response): Promise<string> {
  try {
    return new TextDecoder().decode(await readWithin(response, longest));
  } catch (cause) {
    if (!(cause instanceof BodyTooLarge)) failTransport(cause);
    throw new UpstreamError("too-large", `sent more than ${longest} bytes`);
  }
}

function failTransport(cause: unknown): never {
  const late = cause instanceof DOMException && cause.name === "TimeoutError";
  throw late
    ? new UpstreamError("timeout", `did not respond within ${timeout} ms`, { cause })
    : new UpstreamError("unreachable", "could not be reached", { cause });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Runs a route that calls the upstream. An upstream error becomes a 502 with a reason, and a line in the server's
 * log. Its 401 and 403 too: from the app, these would make the agent sign in again.
 */
export async function handleUpstreamErrors(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    logEvent("error", "upstream.failed", { reason: error.reason, message: error.message });
    return Response.json({ reason: `upstream-${error.reason}` }, { status: 502 });
  }
}
