import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Settings } from "@/lib/env";
import { checkDiscovery } from "@/scripts/doctor/checks/identity-provider";
import { isError } from "@/scripts/doctor/finding";
import { examineIdentityProvider } from "@/scripts/doctor/identity-provider";

const redirectUri = "https://app.example.com/api/auth/callback/oidc";

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;
const back =
  (query: string): Answer =>
  (_request, response) =>
    response.writeHead(302, { location: `${redirectUri}?${query}` }).end();
const page =
  (status: number, html: string): Answer =>
  (_request, response) =>
    response.writeHead(status, { "content-type": "text/html" }).end(html);
const json =
  (status: number, body: object): Answer =>
  (_request, response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const redirect =
  (location: string, headers = {}): Answer =>
  (_request, response) =>
    response.writeHead(302, { location, ...headers }).end();

/** A provider that does all things right. A test changes what it answers. */
const right: Record<string, Answer> = {
  "/authorize": back("error=login_required&state=s"),
  "/token": json(400, { error: "invalid_grant" }),
};
let answers: Record<string, Answer>;
let asked: string[];
let discovery: Record<string, unknown>;
let discoveryHeaders: Record<string, string>;
const server = createServer((request, response) => {
  const path = request.url?.split("?")[0] ?? "";
  asked.push(path);
  if (path === "/.well-known/openid-configuration" && !answers[path]) {
    for (const [name, value] of Object.entries(discoveryHeaders)) response.setHeader(name, value);
    return json(200, discovery)(request, response);
  }
  return (answers[path] ?? page(404, ""))(request, response);
});
let issuer: string;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  answers = { ...right };
  asked = [];
  discoveryHeaders = {};
  discovery = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/keys`,
  };
});
afterAll(() => server.close());

async function find(changes: Record<string, Answer> = {}, more: Partial<Settings> = {}) {
  answers = { ...right, ...changes };
  return examineIdentityProvider({
    AUTH_URL: "https://app.example.com",
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_ID: "app-1",
    AUTH_OIDC_SECRET: "the client's own secret",
    AUTH_OIDC_CLIENT_AUTH: "client_secret_basic",
    AUTH_OIDC_CLOCK_TOLERANCE_SECONDS: 30,
    AUTH_OIDC_SCOPE: "openid",
    AUTH_FRAME_ORIGINS: [] as string[],
    ...more,
  } as Settings);
}

describe("a silent authorization request", () => {
  it.each([
    "error=login_required",
    "error=interaction_required",
    "error=consent_required",
    "error=account_selection_required",
    "code=abc",
  ])("that comes back with %s is right", async (query) => {
    expect(await find({ "/authorize": back(`${query}&state=s`) })).toEqual([]);
  });

  it.each([
    "invalid_scope",
    "unauthorized_client",
    "invalid_request",
    "unsupported_response_type",
    "access_denied",
    "server_error",
    "made_up",
  ])("that comes back with %s is found, by its name", async (error) => {
    const query = `error=${error}&error_description=why+so`;
    expect(await find({ "/authorize": back(query) })).toEqual([
      {
        code: "authorization-refused",
        what: `The provider responds to a sign-in with ${error}: why so`,
      },
    ]);
  });

  it("that comes back with neither code nor error is found", async () => {
    expect(await find({ "/authorize": back("state=s") })).toMatchObject([
      { code: "authorization-unclear", what: expect.stringContaining("without code or error") },
    ]);
  });

  it.each([
    ["the provider's own error page with 200, by its address", { "/error": page(200, "<p>Oh") }],
    ["an error page with 400", { "/error": page(400, "<title>Bad redirect</title>") }],
  ])("that is redirected to %s is found", async (_what, errorPage) => {
    const authorize = redirect("/error?error=redirect_mismatch&client_id=app");
    const findings = await find({ "/authorize": authorize, ...errorPage });
    expect(findings).toMatchObject([
      { code: "redirect-uri-refused", what: expect.stringContaining("redirect_mismatch") },
    ]);
  });

  it("with an error page is found, with the page's title", async () => {
    const answer = page(400, "<html><title>\n Mismatch \n</title>");
    const findings = await find({ "/authorize": answer });
    expect(findings).toEqual([
      {
        code: "redirect-uri-refused",
        what: `${redirectUri}: ${issuer}/authorize responds with 400 "Mismatch"`,
      },
    ]);
  });

  it.each([
    ["a page that is no sign-in", page(200, "<h1>Sorry, something went wrong</h1>")],
    ["503", page(503, "<h1>Maintenance</h1>")],
    ["a page with a redirect_uri in a link", page(200, '<a href="/?redirect_uri=x">Help</a>')],
    ["204", page(204, "")],
    ["a redirect without an address", redirect("http://[")],
    ["a redirect to itself, for ever", redirect("/authorize")],
  ])("with %s as a response is found", async (_what, answer) => {
    const findings = await find({ "/authorize": answer });
    expect(findings).toMatchObject([{ code: "authorization-unclear" }]);
  });

  it("that ends at a sign-in page, which needs a cookie from a redirect, is a warning", async () => {
    const findings = await find({
      "/authorize": redirect("/login", { "set-cookie": "attempt=1; Path=/; HttpOnly" }),
      "/login": (request, response) =>
        request.headers.cookie === "attempt=1"
          ? page(200, '<form><input name="pw" type="password"></form>')(request, response)
          : page(400, "")(request, response),
    });
    expect(findings).toMatchObject([{ code: "silent-ignored" }]);
  });

  it("is followed over the provider's own redirects, but not into the app", async () => {
    const findings = await find({
      "/authorize": redirect("/session"),
      "/session": back("error=login_required"),
    });
    expect(findings).toEqual([]);
    expect(asked).toContain("/session");
  });

  it("that ends elsewhere at the provider is found, with a code too", async () => {
    const elsewhere: Answer = redirect(`${issuer}/other?code=abc`);
    const findings = await find({ "/authorize": elsewhere, "/other": page(200, "") });
    expect(findings).toMatchObject([{ code: "authorization-unclear" }]);
  });

  it("that ends at a page about the redirect URI is found, with 200 too", async () => {
    const html = "<title>Portal</title><p>Redirection URI mismatch</p><input type=password>";
    const findings = await find({ "/authorize": page(200, html) });
    expect(findings).toMatchObject([{ code: "redirect-uri-refused" }]);
  });

  it("without a response is found", async () => {
    const findings = await find({ "/authorize": (request) => request.socket.destroy() });
    expect(findings).toMatchObject([{ code: "issuer-unreachable" }]);
  });

  it("without a response, while one with a page has one, is a warning", async () => {
    const findings = await find({
      "/authorize": (request, response) =>
        request.url?.includes("prompt=none")
          ? request.socket.destroy()
          : page(200, "<input type=password>")(request, response),
    });
    expect(findings).toMatchObject([{ code: "silent-unanswered" }]);
  });
});

describe("a discovery document", () => {
  it("may have null and other values for what is not needed", async () => {
    Object.assign(discovery, {
      end_session_endpoint: null,
      userinfo_endpoint: null,
      scopes_supported: null,
      code_challenge_methods_supported: "S256",
      require_pushed_authorization_requests: null,
    });
    expect(await find()).toEqual([]);
  });

  it("that does not list a scope is a warning, not an error", async () => {
    Object.assign(discovery, { scopes_supported: ["profile"] });
    expect(await find()).toEqual([
      { code: "scope-unsupported", what: "scopes_supported lacks openid" },
    ]);
    expect(isError({ code: "scope-unsupported", what: "" })).toBe(false);
  });

  it("that does not list a grant of AUTH_ACCESS_TOKENS is a warning, and only with that setting", async () => {
    const exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    Object.assign(discovery, { grant_types_supported: ["refresh_token"] });
    expect(await find()).toEqual([]);
    expect(await find({}, { AUTH_ACCESS_TOKENS: "token_exchange" })).toEqual([
      { code: "grant-unsupported", what: `grant_types_supported lacks ${exchange}` },
    ]);
    expect(await find({}, { AUTH_ACCESS_TOKENS: "refresh_token" })).toEqual([]);
    expect(isError({ code: "grant-unsupported", what: "" })).toBe(false);
    Object.assign(discovery, { grant_types_supported: null });
    expect(await find({}, { AUTH_ACCESS_TOKENS: "token_exchange" })).toEqual([]);
  });

  it("at an address that redirects is found, with the issuer that is there", async () => {
    answers["/.well-known/openid-configuration"] = redirect("/realm/configuration");
    answers["/realm/configuration"] = json(200, { ...discovery, issuer: `${issuer}/realm` });
    const path = `${issuer}/.well-known/openid-configuration`;
    const what = `${path} redirects to ${issuer}/realm/configuration, whose document says ${issuer}/realm`;
    expect(await find(answers)).toEqual([{ code: "issuer-redirects", what }]);
  });
});

describe("a code that no provider knows", () => {
  it.each([
    ["invalid_client", json(401, { error: "invalid_client" })],
    ["unauthorized_client", json(400, { error: "unauthorized_client" })],
  ])("whose response is %s says that the client is refused", async (_what, answer) => {
    expect(await find({ "/token": answer })).toMatchObject([{ code: "client-refused" }]);
  });

  it.each([
    ["503", page(503, "<h1>Maintenance</h1>")],
    ["403 of a firewall", page(403, "<h1>Forbidden</h1>")],
    ["404", page(404, "")],
    ["HTML with 400", page(400, '<h1>"invalid_grant"</h1>')],
    ["tokens", json(200, { access_token: "t", id_token: "t" })],
    ["a redirect", redirect("/login")],
    ["invalid_request", json(400, { error: "invalid_request" })],
    ["JSON that is no object", json(400, ["invalid_grant"])],
  ])("whose response is %s is found", async (what, answer) => {
    const findings = await find({ "/token": answer });
    expect(findings).toMatchObject([{ code: "token-endpoint-wrong" }]);
    expect(findings[0]?.what).toContain(`${issuer}/token responds with`);
    if (what === "503") expect(findings[0]?.what).toContain("503 <h1>Maintenance");
  });

  it("whose response is invalid_grant with 403, like at Auth0, is a warning", async () => {
    const findings = await find({ "/token": json(403, { error: "invalid_grant" }) });
    expect(findings).toMatchObject([{ code: "token-endpoint-status" }]);
  });

  it("that is accepted only with the secret in the body says which setting works", async () => {
    const takesPost: Answer = async (request, response) => {
      const known = new URLSearchParams(await text(request)).get("client_secret");
      const error = known === "the client's own secret" ? "invalid_grant" : "invalid_client";
      json(error === "invalid_grant" ? 400 : 401, { error })(request, response);
    };
    expect(await find({ "/token": takesPost })).toMatchObject([
      { code: "client-auth-wrong", what: expect.stringContaining("with client_secret_post") },
    ]);
    expect(asked.filter((path) => path === "/token")).toHaveLength(2);
  });

  it("is sent with the client's own credential, and with the redirect URI", async () => {
    let sent = "";
    await find({
      "/token": async (request, response) => {
        const form = new URLSearchParams(await text(request));
        sent = `${request.headers.authorization} ${form.get("redirect_uri")}`;
        json(400, { error: "invalid_grant" })(request, response);
      },
    });
    // Encoded before it is joined (OAuth 2.0, RFC 6749 2.3.1), letter by letter as openid-client does.
    const credential = Buffer.from("app%2D1:the+client%27s+own+secret").toString("base64");
    expect(sent).toBe(`Basic ${credential} ${redirectUri}`);
  });

  it("without a response is found", async () => {
    const findings = await find({ "/token": (request) => request.socket.destroy() });
    expect(findings).toMatchObject([{ code: "issuer-unreachable" }]);
  });
});

describe("a provider's clock", () => {
  it.each([
    ["ahead", 90_000],
    ["behind", -90_000],
  ])("that is 90 s %s is found", async (side, ms) => {
    const date = new Date(Date.now() + ms).toUTCString();
    discoveryHeaders = { date };
    expect(await find()).toMatchObject([
      { code: "clock-skew", what: expect.stringMatching(new RegExp(`clock is \\d+ s ${side} of`)) },
    ]);
  });
});

describe("an http endpoint", () => {
  const settings = {
    AUTH_OIDC_ISSUER: "https://login.example.com",
    AUTH_OIDC_SCOPE: "openid",
    AUTH_OIDC_CLAIMS: "userinfo" as const,
    AUTH_FRAME_ORIGINS: [],
  };
  const sound = {
    issuer: "https://login.example.com",
    authorization_endpoint: "https://login.example.com/authorize",
    token_endpoint: "https://login.example.com/token",
    userinfo_endpoint: "https://login.example.com/userinfo",
    jwks_uri: "https://login.example.com/keys",
    end_session_endpoint: "https://login.example.com/logout",
  };

  it.each(Object.keys(sound).filter((name) => name !== "issuer"))(
    "in place of an https %s is found",
    (name) => {
      const url = "http://login.example.com/plain";
      const codes = checkDiscovery({ ...sound, [name]: url }, settings).map(({ code }) => code);
      expect(codes).toContain("issuer-endpoint-insecure");
    },
  );

  it("on this machine is right", () => {
    expect(checkDiscovery({ ...sound, jwks_uri: "http://localhost:4001/jwks" }, settings)).toEqual(
      [],
    );
  });

  it("never gets a request, or the client's secret", async () => {
    // A name that no DNS knows: to ask it would be one finding more.
    const insecure = "http://login.example.invalid";
    Object.assign(discovery, {
      authorization_endpoint: `${insecure}/authorize`,
      token_endpoint: `${insecure}/token`,
    });
    const codes = (await find()).map(({ code }) => code);
    expect(codes).toEqual([
      "issuer-endpoint-insecure",
      "issuer-endpoint-insecure",
      "frame-origin-missing",
    ]);
  });
});
