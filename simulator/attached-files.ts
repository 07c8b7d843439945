import type { IncomingMessage, ServerResponse } from "node:http";
import { filesPath, infectedHeader, tokenHeader } from "./host/files/file-store";

/** bytes; the workspace allows less. */
const largestFile = 32 * 1_024 * 1_024;
const keptFiles = 200;

/** The harmless text that every virus scanner reports (eicar.org). */
const eicar = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

interface Kept {
  type: string;
  bytes: Buffer;
}

/**
 * Keeps the files that apps attach to contacts, in memory: it stands in for the URLs of Amazon S3 that the real
 * workspace names. Resolves to false for any other path. `origins` are those of the apps: besides the workspace's own
 * page, no other page may use it.
 */
export function attachedFiles(origins: readonly string[]) {
  const files = new Map<string, Kept>();
  const allowed = new Set(origins);

  async function store(id: string, request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      size += chunk.length;
      // Leaving the loop would destroy the request: the client could get ECONNRESET in place of the response.
      if (size <= largestFile) chunks.push(chunk);
    }
    if (size > largestFile) return end(response, 413, "The file is too large.");
    files.delete(id);
    files.set(id, {
      type: request.headers["content-type"] ?? "application/octet-stream",
      bytes: Buffer.concat(chunks),
    });
    const [oldest] = files.keys();
    if (files.size > keptFiles && oldest) files.delete(oldest);
    end(response, 200);
  }

  function send({ type, bytes }: Kept, response: ServerResponse, withBody: boolean) {
    response.writeHead(200, {
      "content-type": type,
      "content-length": bytes.length,
      // Never a page of the workspace's origin.
      "content-disposition": "attachment",
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      [infectedHeader]: String(bytes.includes(eicar)),
    });
    response.end(withBody ? bytes : undefined);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? "/", "http://workspace.localhost");
    const [, id] = new RegExp(`^${filesPath}/([\\w-]+)$`).exec(url.pathname) ?? [];
    if (!id) return false;

    const { origin } = request.headers;
    if (origin !== undefined && !allowed.has(origin) && !isOwn(request)) {
      end(response, 403, `${origin} is the origin of no app of this workspace.`);
      return true;
    }
    if (origin !== undefined) {
      response.setHeader("access-control-allow-origin", origin);
      response.setHeader("access-control-allow-methods", "GET, PUT");
      response.setHeader("access-control-allow-headers", `content-type, ${tokenHeader}`);
      response.setHeader("vary", "origin");
    }
    const file = files.get(id);
    const token = url.searchParams.get("token") ?? "";
    if (request.method === "OPTIONS") end(response, 204);
    else if (Number(url.searchParams.get("expires")) < Date.now()) {
      end(response, 403, "The URL has expired.");
    } else if (request.method === "PUT") {
      // As with a signed URL: what was signed must be sent.
      if (!token || request.headers[tokenHeader] !== token) {
        end(response, 403, "The request lacks the upload's headers.");
      } else await store(id, request, response);
    } else if (!file) end(response, 404, "There is no such file.");
    else send(file, response, request.method === "GET");
    return true;
  };
}

/** Whether the page that sent the request is the workspace's own. */
function isOwn({ headers: { origin, host = "" } }: IncomingMessage): boolean {
  return origin === `http://${host}` && /(^|\.)localhost(:\d+)?$/.test(host);
}

function end(response: ServerResponse, status: number, text?: string): void {
  response.writeHead(status, { "content-type": "text/plain" }).end(text && `${text}\n`);
}
