import "server-only";
import { z } from "zod";
import type { Tenant } from "@/lib/auth";
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
 * Sends a request to the tenant's customer API with the app's own credential. It forwards nothing from the agent's
 * browser, in particular no cookies. `path` is relative to `CUSTOMER_API_URL`. Returns null if the status is
 * `expected`, otherwise the body, checked by `schema`, and the entity tag.
 *
 * @throws UpstreamError
 */
export async function requestUpstream<Value>(
  { customerApi }: Tenant,
  path: string,
  schema: z.ZodType<Value>,
  { expected, ...init }: RequestInit & { expected: number },
): Promise<{ body: Value; etag: string | null } | null> {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${customerApi.token}`);
  const response = await fetch(`${customerApi.url}/${path}`, {
    ...init,
    headers,
    cache: "no-store",
    // The credential is only for this address, not for one that it redirects to.
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
  }).catch(fail);
  if (!response.ok) {
    // An unread body would keep its connection.
    await response.body?.cancel().catch(() => {});
    if (response.status === expected) return null;
    const hint = [401, 403].includes(response.status) ? ": check CUSTOMER_API_TOKEN" : "";
    throw new UpstreamError(`responded with ${response.status}${hint}`);
  }
  const text = new TextDecoder().decode(await readWithin(response, longest).catch(fail));
  const body = schema.safeParse(parseJson(text));
  if (body.success) return { body: body.data, etag: response.headers.get("etag") };
  // Names what is wrong with it, never its content.
  throw new UpstreamError(`sent an unexpected response: ${z.prettifyError(body.error)}`);
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
 * Runs a route that calls the upstream. An upstream error becomes a 502 and a line in the server's log. Its 401
 * and 403 too: from the app, these would make the agent sign in again.
 */
export async function handleUpstreamErrors(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    logEvent("error", "upstream.failed", { message: error.message });
    return Response.json({ reason: "upstream-failed" }, { status: 502 });
  }
}
