import { Agent, createServer, request, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardServers, longestBody, refuseRequest } from "@/lib/security/front-door";
import nextConfig from "@/next.config.mjs";

const files = new Set(["/icon.svg"]);
function refuse(method: string, url: string, headers: Record<string, string> = {}) {
  return refuseRequest({ method, url, headers }, files);
}
const tree = (state: unknown) => ({
  "next-router-state-tree": encodeURIComponent(JSON.stringify(state)),
});

describe("refuseRequest", () => {
  it.each([
    ["GET", "/"],
    ["GET", "/orders/%E2%82%AC?q=%00"],
    ["HEAD", "/_next/static/chunks/a.js"],
    ["GET", "/icon.svg"],
    ["DELETE", "/api/orders/5"],
    ["POST", "/orders"],
    ["OPTIONS", "/api/agent"],
    ["GET", "/orders.rsc"],
  ])("lets %s %s through", (method, url) => {
    expect(refuse(method, url)).toBeNull();
  });

  it.each([
    ["TRACE", "/", 405],
    ["PROPFIND", "/", 405],
    ["PUT", "/icon.svg", 405],
    ["POST", "/icon%2Esvg", 405],
    ["POST", "/_next/static/chunks/a.js", 405],
    ["POST", "/_next/data/build/x", 405],
    ["GET", "/_global-error", 404],
    ["GET", "/_global%2Derror.rsc", 404],
    ["GET", "/./_global-error", 404],
    ["GET", "/x/%2e./_global-error", 404],
    ["POST", "/x/../icon.svg", 405],
    ["POST", "/orders.rsc", 405],
    ["POST", "/orders.segments/_tree.segment.rsc?x", 405],
    ["PUT", "/orders%2Ersc", 405],
    ["GET", "/orders/%", 400],
    ["GET", "/orders/%c3", 400],
    ["GET", "*", 400],
    ["GET", "http://evil.example/", 400],
    ["GET", "/[//<x9q>", 400],
  ])("answers %s %s with %i", (method, url, status) => {
    expect(refuse(method, url)).toBe(status);
  });

  it("accepts only a router state as Next writes it", () => {
    const page = ["__PAGE__", {}, null, "refetch"];
    const state = [
      "",
      { children: ["customers", { children: [["id", "5", "d", null], { children: page }] }] },
      null,
      null,
      16,
    ];
    expect(refuse("GET", "/", tree(state))).toBeNull();
    const badStates = [
      ...[null, {}, [], [5, {}], ["", null], ["", { a: 5 }], ["", { a: ["x"] }], [[], {}]],
      ...[
        ["", {}, "/x"],
        ["", {}, null, "x"],
        ["", {}, null, null, null, 1],
      ],
      ["", { children: [["id", "x", "x", null], {}] }],
      ["x".repeat(40_001), {}],
    ];
    for (const bad of badStates) {
      expect(refuse("GET", "/", tree(bad)), JSON.stringify(bad)).toBe(400);
    }
    expect(refuse("GET", "/", { "next-router-state-tree": "%%%" })).toBe(400);
  });

  it("accepts the header of Next's router only on GET and HEAD, and a Server Action without it", () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      expect(refuse(method, "/orders", { rsc: "1" }), method).toBe(405);
    }
    for (const method of ["GET", "HEAD"]) {
      expect(refuse(method, "/orders", { rsc: "1" }), method).toBeNull();
    }
    expect(
      refuse("POST", "/orders", { accept: "text/x-component", "next-action": "40" }),
    ).toBeNull();
  });

  it("accepts bodies with a declared length, up to Next's limit", () => {
    expect(refuse("POST", "/", { "content-length": String(longestBody) })).toBeNull();
    expect(refuse("POST", "/", { "content-length": String(longestBody + 1) })).toBe(413);
    expect(refuse("POST", "/", { "transfer-encoding": "chunked" })).toBe(411);
    const { experimental } = nextConfig("phase-production-server");
    expect(experimental?.proxyClientMaxBodySize).toBe(longestBody);
  });
});

describe("guardServers", () => {
  const { writeHead } = ServerResponse.prototype;
  const { emit } = Server.prototype;
  beforeEach(() => guardServers());
  afterEach(() => {
    ServerResponse.prototype.writeHead = writeHead;
    Server.prototype.emit = emit;
  });

  type Answer = {
    status?: number;
    policy?: string;
    nosniff?: string;
    allow?: string;
    connection?: string;
  };
  async function ask(path: string, respond: (response: ServerResponse) => void, method = "GET") {
    const server = createServer((_request, response) => respond(response)).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    return new Promise<Answer>((resolve) => {
      request({ port, host: "127.0.0.1", path, method, agent: false }, (response) => {
        response.resume().once("end", () => server.close());
        resolve({
          status: response.statusCode,
          policy: response.headers["content-security-policy"] as string | undefined,
          nosniff: response.headers["x-content-type-options"] as string | undefined,
          allow: response.headers.allow,
          connection: response.headers.connection,
        });
      }).end();
    });
  }

  it("sets the default headers of a response, written in any way", async () => {
    const floor = { policy: "frame-ancestors 'none'", nosniff: "nosniff" };
    const ways: ((response: ServerResponse) => void)[] = [
      (response) => response.end("x"),
      (response) => response.writeHead(200, { "content-type": "text/html" }).end(),
      (response) => response.writeHead(200, "OK", { "content-type": "text/html" }).end(),
      (response) => response.write("x") && response.end(),
    ];
    for (const way of ways) expect(await ask("/", way)).toMatchObject({ status: 200, ...floor });
  });

  it("keeps a policy that was set before, or with the status", async () => {
    const policy = "frame-ancestors https://acme.my.connect.aws";
    const before = await ask("/", (response) => {
      response.setHeader("content-security-policy", policy);
      response.end();
    });
    const withStatus = await ask("/", (response) =>
      response.writeHead(200, { "content-security-policy": policy }).end(),
    );
    expect([before.policy, withStatus.policy]).toEqual([policy, policy]);
  });

  it("refuses before the application sees the request", async () => {
    const answer = await ask("/%", () => expect.unreachable());
    expect(answer).toEqual({
      status: 400,
      policy: "frame-ancestors 'none'",
      nosniff: "nosniff",
      // The body may still be on its way.
      connection: "close",
    });
  });

  it("lets a server end that a client keeps busy on one connection", async () => {
    let ending = false;
    const server = createServer((_request, response) => {
      if (!ending) server.close();
      ending = true;
      response.end("x");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const connection = await new Promise((resolve) => {
      request({ port, host: "127.0.0.1", agent }, (response) => {
        response.resume().once("end", () => resolve(response.headers.connection));
      }).end();
    });
    expect(connection).toBe("close");
    agent.destroy();
  });

  it("names the allowed methods where it refuses one", async () => {
    const unreachable = () => expect.unreachable();
    const trace = await ask("/", unreachable, "TRACE");
    expect(trace).toMatchObject({
      status: 405,
      allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    });
    const file = await ask("/icon.svg", unreachable, "PUT");
    expect(file).toMatchObject({ status: 405, allow: "GET, HEAD" });
  });
});
