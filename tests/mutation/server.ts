import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { ResponseCookies } from "next/dist/server/web/spec-extension/cookies.js";
import { vi } from "vitest";
import { settingNames } from "@/lib/env";
import { runInScope } from "./next-headers";

export { goodSettings } from "../mocks/settings";

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
type Route = Partial<Record<string, Handler>>;

const routes = import.meta.glob<Route>("/app/**/route.ts");

/** All that this process has logged. */
let output = "";
for (const level of ["info", "warn", "error"] as const) {
  console[level] = (...texts: unknown[]) => {
    output += `${texts.join(" ")}\n`;
  };
}

/**
 * In place of tests/e2e/server.ts: serves the app's routes from this process, behind its middleware. It has no pages,
 * and none of Next's own responses.
 */
export async function startServer(port: number, settings: Record<string, string>) {
  const origin = `http://localhost:${port}`;
  for (const name of [...settingNames, ...Object.keys(settings)]) {
    if (settings[name]) process.env[name] = settings[name];
    else delete process.env[name];
  }
  vi.resetModules();
  const { middleware } = await import("@/middleware");
  const { NextRequest } = await import("next/server");
  const loaded = await Promise.all(
    Object.entries(routes).map(async ([file, load]) => ({
      pattern: file.slice("/app".length, -"/route.ts".length),
      route: await load(),
    })),
  );
  // They are read once: before another server has others.
  (await import("@/lib/env")).getSettings();

  async function respond(incoming: IncomingMessage): Promise<Response> {
    const body = await buffer(incoming);
    const url = new URL(incoming.url ?? "/", origin);
    const { method = "GET" } = incoming;
    const headers = new Headers(incoming.headers as Record<string, string>);
    const createRequest = () =>
      new NextRequest(url, { method, headers, ...(body.length && { body: new Uint8Array(body) }) });

    const security = await middleware(createRequest());
    for (const [name, value] of security.headers) {
      const [, changed] = name.match(/^x-middleware-request-(.+)/) ?? [];
      if (changed) headers.set(changed, value);
    }
    return runInScope(headers, async (set) => {
      const response = await handle(url.pathname, createRequest());
      const all = new Headers(response.headers);
      for (const [name, value] of security.headers) {
        if (!name.startsWith("x-middleware-")) all.set(name, value);
      }
      for (const cookie of set.getAll()) {
        all.append("set-cookie", new ResponseCookies(new Headers()).set(cookie).toString());
      }
      return new Response(response.body, { status: response.status, headers: all });
    });
  }

  async function handle(pathname: string, request: Request): Promise<Response> {
    for (const { pattern, route } of loaded) {
      const values = pathname.match(`^${pattern.replace(/\[\w+\]/g, "([^/]+)")}$`)?.slice(1);
      if (!values) continue;
      const names = [...pattern.matchAll(/\[(\w+)\]/g)].map(([, name]) => name);
      const params = names.map((name, at) => [name, decodeURIComponent(values[at] ?? "")]);
      const handler = route[request.method];
      if (!handler) return new Response(null, { status: 405 });
      return handler(request, { params: Promise.resolve(Object.fromEntries(params)) }).catch(
        followThrownRedirect,
      );
    }
    return new Response(null, { status: 404 });
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const response = await respond(incoming);
      outgoing.statusCode = response.status;
      outgoing.setHeaders(response.headers);
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    } catch (error) {
      output += `${(error as Error).stack}\n`;
      outgoing.writeHead(500).end();
    }
  }

  const server = http.createServer(serve).listen(port);
  return {
    origin,
    pid: undefined,
    output: () => output,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The response for what `redirect` of next/navigation throws. */
function followThrownRedirect(error: { digest?: string }): Response {
  const [kind, , location = "", status] = error.digest?.split(";") ?? [];
  if (kind !== "NEXT_REDIRECT") throw error;
  return new Response(null, { status: Number(status), headers: { location } });
}
