import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

/**
 * Creates a listener that no request can crash: a malformed address gets 400, and an error in `respond` 500.
 * Both print a line that names `server`.
 */
export function safeListener(
  server: string,
  respond: (request: IncomingMessage, response: ServerResponse) => unknown,
): RequestListener {
  return async (request, response) => {
    const line = `${server}: ${request.method} ${request.url}`;
    try {
      if (isWellFormed(request.url ?? "/")) return void (await respond(request, response));
      console.warn(`${line} is malformed.`);
      response.writeHead(400, { "content-type": "text/plain" }).end("Malformed address.\n");
    } catch (error) {
      console.error(`${line} failed:`, error);
      // Headers were already sent: the client sees that the response is incomplete.
      if (response.headersSent) response.destroy();
      else {
        response.writeHead(500, { "content-type": "text/plain" });
        response.end(`${server} failed; its console says why.\n`);
      }
    }
  };
}

function isWellFormed(address: string): boolean {
  try {
    decodeURI(new URL(address, "http://localhost").pathname);
    return true;
  } catch {
    return false;
  }
}
