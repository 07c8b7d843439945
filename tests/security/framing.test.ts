import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTarget, type Target } from "./app";
import { routerStates } from "./requests";
import { violations } from "./rules";
import { headerOf, send as sendRaw, type WireAnswer, type WireRequest } from "./wire";

let app: Target;
beforeAll(async () => {
  app = await startTarget();
});
afterAll(() => app?.stop());

/** Sends a request and takes the answer as it is. */
async function send(request: Asked): Promise<WireAnswer> {
  const answer = await sendRaw(app.port, complete(request));
  if (typeof answer === "string") throw new Error(`${request.target}: ${answer}`);
  return answer;
}

/** Sends a request whose answer has to keep every rule. */
async function ask(request: Asked): Promise<WireAnswer> {
  const answer = await send(request);
  expect(violations(app, complete(request), answer), request.target).toEqual([]);
  return answer;
}

type Asked = Partial<WireRequest> & { target: string };

function complete({ headers = [], ...request }: Asked): WireRequest {
  return { method: "GET", ...request, headers: [["Host", new URL(app.origin).host], ...headers] };
}

function framersOf(answer: WireAnswer): string | undefined {
  return headerOf(answer, "content-security-policy").match(/frame-ancestors ([^;]*)/)?.[1];
}

describe("only the configured instance may frame", () => {
  it.each(["/", "/service.html", "/no-such-page", "/en", "/_next/image?url=%2Ficon.svg&w=64&q=75"])(
    "%s",
    async (target) => {
      const answer = await ask({ target });
      expect([200, 404]).toContain(answer.status);
      expect(framersOf(answer)).toBe(app.instance);
    },
  );
});

it("the silent sign-in, which runs in the app's frame, may be framed there", async () => {
  for (const target of ["/sign-in/silent", "/api/auth/callback/oidc"]) {
    expect(framersOf(await ask({ target })), target).toBe(`'self' ${app.instance}`);
  }
});

describe("nobody may frame", () => {
  it.each([
    "/sign-in/start",
    "/sign-in/finish",
    "/sign-in/sign-out",
    "/sign-in/signed-out",
    "/sign%2Din/start",
    "/api/agent",
    "/api/health",
    "/api/x",
    "/_next/static/chunks/missing.js",
    "/x/",
    "//",
    "/%",
  ])("%s", async (target) => {
    expect(framersOf(await ask({ target }))).toBe("'none'");
  });

  it.each(["x", "%", ""])(
    "/_next/data/<build id>/%s, which Next answers before the middleware runs",
    async (path) => {
      const answer = await ask({ target: `/_next/data/${app.buildId}/${path}` });
      expect(framersOf(answer)).toBe("'none'");
    },
  );

  it("a file of the build, which is there for every site's scripts to see", async () => {
    const answer = await ask({ target: app.staticFile });
    expect(answer.status).toBe(200);
    expect(framersOf(answer)).toBe("'none'");
    expect(headerOf(answer, "cache-control")).toContain("immutable");
  });
});

describe("no request gets a status of 500 or more", () => {
  it.each(["TRACE", "PUT", "DELETE", "OPTIONS", "PROPFIND", "PURGE", "FOO"])(
    "%s of a page, a route and a file",
    async (method) => {
      for (const target of [
        "/",
        "/api/health",
        "/sign-in/start",
        "/icon.svg",
        "/x/%2e%2e/icon.svg",
        app.staticFile,
      ]) {
        await ask({ method, target }).catch((error) => {
          // Node's parser closes the connection upon a method that HTTP does not know.
          if (method !== "FOO" || !/: closed$/.test(error.message)) throw error;
        });
      }
    },
  );

  it.each([
    ["/no-such-page", [["RSC", "1"]]],
    ["/api/no-such-route", [["RSC", "1"]]],
    ["/no-such-page.rsc", []],
    ["/api/agent.rsc", []],
    ["/.segments/_tree.segment.rsc", []],
  ] as [string, [string, string][]][])(
    "a form that is posted to %s with %j",
    async (target, more) => {
      for (const type of ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]) {
        const headers: [string, string][] = [["Content-Type", type], ...more];
        const answer = await ask({
          method: "POST",
          target,
          headers,
          body: "{}",
          framing: "stated",
        });
        expect([answer.status, headerOf(answer, "allow")]).toEqual([405, "GET, HEAD"]);
      }
    },
  );

  it("a logout token that nobody expects", async () => {
    const headers: [string, string][] = [["Content-Type", "application/x-www-form-urlencoded"]];
    const target = "/api/auth/backchannel-logout";
    await ask({ method: "POST", target, headers, body: "logout_token=x", framing: "stated" });
  });

  it.each([
    "*",
    "http://evil.example/",
    "https://[//<x9q>",
    "/%",
    "/api/%",
    "/_global-error",
    "/x/%2e%2e/_global-error",
    "/./_global-error",
    "/_next/data/other-build/x.json",
    "/_next/data/<build id>/x.json",
    "/_next/data/<build id>/index.json",
    "/_next/data/<build id>/sign-in/start.json",
  ])("the target %s", async (target) => {
    await ask({ target });
  });

  const written = [...routerStates.good, ...routerStates.bad].map((each) => JSON.stringify(each));
  it.each(["%", "[", "x", "null", "[".repeat(5_000), ...written])(
    "a router state of %s",
    async (text) => {
      const state = text === "%" ? text : encodeURIComponent(text);
      const headers: [string, string][] = [
        ["RSC", "1"],
        ["Next-Router-State-Tree", state],
      ];
      const moved = await ask({ target: "/", headers });
      // Next sends a request to the address that its headers are hashed into.
      if (moved.status === 307) await ask({ target: headerOf(moved, "location"), headers });
    },
  );
});

it("x-middleware-subrequest and similar headers do not bypass the middleware", async () => {
  const repeated = (name: string) => Array(8).fill(name).join(":");
  for (const value of [repeated("middleware"), repeated("src/middleware"), "pages/_middleware"]) {
    const headers: [string, string][] = [["X-Middleware-Subrequest", value]];
    expect(framersOf(await send({ target: "/", headers }))).toBe(app.instance);
    expect(framersOf(await send({ target: "/api/agent", headers }))).toBe("'none'");
  }
  const headers: [string, string][] = [
    ["X-Matched-Path", "/api/health"],
    ["X-Invoke-Path", "/api/health"],
    ["X-Middleware-Rewrite", "/api/health"],
    ["X-Middleware-Next", "1"],
    ["Content-Security-Policy", "frame-ancestors *"],
    ["X-Nonce", "x9q"],
  ];
  const page = await send({ target: "/", headers });
  expect(framersOf(page)).toBe(app.instance);
  expect(page.body).toContain("<html");
  // A page of the build has no nonce: this one has.
  const rendered = await send({ target: "/sign-in/signed-out", headers });
  expect(rendered.body).toContain("nonce=");
  for (const { body } of [page, rendered]) expect(body).not.toContain('nonce="x9q"');
});
