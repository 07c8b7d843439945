import "server-only";
import { readdirSync } from "node:fs";
import { type IncomingMessage, Server, ServerResponse } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";

/**
 * Maximum bytes of a request's body. Next keeps a body in memory while the middleware runs, and cuts it at
 * `proxyClientMaxBodySize` of next.config.mjs without an error: raise both together.
 */
export const longestBody = 262_144;

/** Default headers of every response. The middleware overrides them. */
const floor = {
  "Content-Security-Policy": "frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
};

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Returns the status with which a request is refused before Next sees it, or null. For some requests that no
 * browser sends, Next fails with its own error, for some before the middleware has run. `files` are the paths
 * of the files in public/.
 */
export function refuseRequest(
  { method = "", url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  files: ReadonlySet<string>,
): number | null {
  if (!methods.has(method)) return 405;
  // RFC 9112, 3.2.1: only a path. The absolute form is for proxies, `*` is the whole server. Browsers encode
  // brackets and quotes; unencoded, Next would repeat them in a redirect's body.
  if (!url.startsWith("/") || /[<>"]/.test(url)) return 400;
  const path = pathOf(url);
  if (path === null) return 400;
  // Next's own error page, which has an address and the status 500.
  if (path.startsWith("/_global-error")) return 404;
  const isRead = method === "GET" || method === "HEAD";
  // Next's router marks its requests in one of these ways, and only reads with them. A form with such a mark makes Next
  // fail. Server Actions have none.
  const isOfRouter = headers.rsc !== undefined || path.endsWith(".rsc");
  if (!isRead && (isOfRouter || path.startsWith("/_next/") || files.has(path))) return 405;
  if (!isRouterState(headers["next-router-state-tree"])) return 400;
  // A body without a declared length can be measured only after it is in memory.
  if (headers["transfer-encoding"] !== undefined) return 411;
  if (Number(headers["content-length"] ?? 0) > longestBody) return 413;
  return null;
}

/** The methods for `Allow`: those of a file where the method is known, otherwise all that the server knows. */
function allowedInsteadOf(method = ""): string {
  return methods.has(method) ? "GET, HEAD" : [...methods].join(", ");
}

/** The path as Next routes it: without dot segments, decoded. null if it cannot be decoded. */
function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(new URL(`http://localhost${url}`).pathname);
  } catch {
    return null;
  }
}

/** Whether Next can read the state that its router sends. The same check as Next's, which fails with 500. */
function isRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}

/**
 * Guards every HTTP server of this process: sets the default headers of each response, and refuses the requests
 * that `refuseRequest` rejects. A server that is ending closes each connection after its response: a proxy that
 * keeps connections would send requests on them until the platform kills the server. Call it once, before the first
 * request.
 */
export function guardServers(): void {
  const serverOf = new WeakMap<ServerResponse, Server>();
  const { writeHead } = ServerResponse.prototype;
  type WriteHead = (this: ServerResponse, ...args: unknown[]) => ServerResponse;
  const withFloor: WriteHead = function (...args) {
    for (const [name, value] of Object.entries(floor)) {
      if (!this.hasHeader(name)) this.setHeader(name, value);
    }
    if (serverOf.get(this)?.listening === false) this.setHeader("Connection", "close");
    return (writeHead as WriteHead).apply(this, args);
  };
  ServerResponse.prototype.writeHead = withFloor;

  const files = publicFiles();
  const { emit } = Server.prototype;
  type Emit = (this: Server, event: string | symbol, ...args: unknown[]) => boolean;
  const withRefusal: Emit = function (event, ...args) {
    if (event === "request") {
      const [request, response] = args as [IncomingMessage, ServerResponse];
      serverOf.set(response, this);
      const status = refuseRequest(request, files);
      if (status !== null) {
        // RFC 9110, 15.5.6: a 405 names the methods that this path takes.
        if (status === 405) response.setHeader("Allow", allowedInsteadOf(request.method));
        // The rest of the request is not read, so the connection cannot be reused.
        response.writeHead(status, { Connection: "close" }).end();
        return true;
      }
    }
    return (emit as Emit).call(this, event, ...args);
  };
  Server.prototype.emit = withRefusal;
}

function publicFiles(): Set<string> {
  try {
    const names = readdirSync("public", { recursive: true, encoding: "utf8" });
    return new Set(names.map((name) => `/${name.replaceAll("\\", "/")}`));
  } catch {
    return new Set();
  }
}
