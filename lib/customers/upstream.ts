import "server-only";
import { z } from "zod";
import { getAccessToken, type Tenant } from "@/lib/auth";
import { logEvent } from "@/lib/log";
import { readWithin } from "@/lib/security/read-within";

/** ms that the upstream has to respond. */
const timeout = 5_000;
/** Maximum bytes of a response. No customer and no note is longer. */
const longest = 1_000_000;

/** An upstream error. `message` is for the server's log, and names no customer. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
}

/**
 * Gets a JSON value from the tenant's customer API, or puts `body` there, with the app's own credential, or without one
 * as the signed-in agent. It forwards nothing from the agent's browser, in particular no cookies. `path` is relative to
 * `CUSTOMER_API_URL`. Returns the value, checked by `schema`, and null if the upstream has none. A put that the upstream
 * refuses with 409 returns the value that is there.
 *
 * @throws UpstreamError, and what `getAccessToken` throws
 */
export async function requestUpstream<Value>(
  { customerApi }: Tenant,
  path: string[],
  schema: z.ZodType<Value>,
  body?: unknown,
): Promise<Value | null> {
  // Ids come from the browser. With dots and slashes, they would lead elsewhere.
  if (!path.every((segment) => /^[\w-]{1,64}$/.test(segment))) return null;
  const credential = customerApi.token ? "CUSTOMER_API_TOKEN" : "the agent's access token";
  const response = await fetch([customerApi.url, ...path].join("/"), {
    method: body ? "PUT" : "GET",
    headers: {
      authorization: `Bearer ${customerApi.token ?? (await getAccessToken())}`,
      "content-type": "application/json",
    },
    body: body ? JSON.stringify(body) : null,
    cache: "no-store",
    // The credential is only for this address, not for one that it redirects to.
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
  }).catch(fail);
  if (!response.ok && response.status !== 409) {
    // An unread body would keep its connection.
    await response.body?.cancel().catch(() => {});
    if (response.status === 404) return null;
    const hint = [401, 403].includes(response.status) ? `: check ${credential}` : "";
    throw new UpstreamError(`responded with ${response.status}${hint}`);
  }
  const text = new TextDecoder().decode(await readWithin(response, longest).catch(fail));
  const value = schema.safeParse(parseJson(text));
  if (value.success) return value.data;
  // Names what is wrong with it, never its content.
  throw new UpstreamError(`sent an unexpected response: ${z.prettifyError(value.error)}`);
}

function fail(cause: unknown): never {
  throw new UpstreamError(cause instanceof Error ? cause.message : "failed", { cause });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Responds with what `load` gets from the upstream, and 404 if that is null. An upstream error becomes a 502 and a line
 * in the server's log. Its 401 and 403 too: from the app, these would make the agent sign in again.
 */
export async function respondFromUpstream<Value>(
  load: () => Promise<Value | null>,
  statusOf: (value: Value) => number = () => 200,
): Promise<Response> {
  try {
    const value = await load();
    return Response.json(value, { status: value === null ? 404 : statusOf(value) });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    logEvent("error", "upstream.failed", { message: error.message });
    return Response.json({ reason: "upstream-failed" }, { status: 502 });
  }
}
