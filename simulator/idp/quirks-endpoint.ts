import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { isLoopback } from "../../lib/security/origins";
import { type QuirkSwitches, quirksSchema } from "./quirks";

/**
 * Handles `GET /quirks` and `PATCH /quirks`, for tests and for the workspace page. Any website can make the
 * developer's browser send requests here, even with its own host name (DNS rebinding): those get 403.
 */
export async function handleQuirks(
  req: IncomingMessage,
  res: ServerResponse,
  switches: QuirkSwitches,
  allowedOrigins: ReadonlySet<string>,
): Promise<void> {
  const { origin } = req.headers;
  res.setHeader("Vary", "Origin");
  res.setHeader("Cache-Control", "no-store");
  if (!isOwnHost(req) || (origin && !allowedOrigins.has(origin) && !isOwnOrigin(req))) {
    sendJson(res, 403, {
      error: "Only this machine's tools and the workspace's page may use this.",
    });
    return;
  }
  if (origin !== undefined && allowedOrigins.has(origin)) {
    res.setHeader("Access-Control-Allow-Origin", origin);
    res.setHeader("Access-Control-Allow-Methods", "GET, PATCH");
    res.setHeader("Access-Control-Allow-Headers", "content-type");
  }

  switch (req.method) {
    case "OPTIONS":
      res.writeHead(204).end();
      return;
    case "GET":
      sendJson(res, 200, switches.get());
      return;
    case "PATCH":
      await change(req, res, switches);
      return;
    default:
      res.setHeader("Allow", "GET, PATCH, OPTIONS");
      sendJson(res, 405, { error: `${req.method} is not allowed here: use GET or PATCH.` });
  }
}

/** Whether Host has this server's port and a loopback name, which DNS cannot point elsewhere. */
function isOwnHost({ headers: { host = "" }, socket }: IncomingMessage): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const url = new URL(`http://${host}`);
  const port = Number(url.port || 80);
  return url.host === host.toLowerCase() && isLoopback(url) && port === socket.localPort;
}

function isOwnOrigin({ headers: { host = "", origin } }: IncomingMessage): boolean {
  return origin === `http://${host}`;
}

async function change(req: IncomingMessage, res: ServerResponse, switches: QuirkSwitches) {
  // Any page may send a form or text here. Browsers send JSON only after a CORS preflight.
  if (!/^application\/json *(;|$)/i.test(req.headers["content-type"] ?? "")) {
    sendJson(res, 415, { error: "Send the changes with content-type: application/json." });
    return;
  }
  const changes = quirksSchema.partial().safeParse(parseJson(await text(req)));
  if (changes.success) sendJson(res, 200, switches.set(changes.data));
  else sendJson(res, 400, { error: z.prettifyError(changes.error), fields: fields(changes.error) });
}

function fields({ issues }: z.ZodError): string[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : issue.path.map(String),
  );
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function sendJson(res: ServerResponse, status: number, body: unknown) {
  res.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
