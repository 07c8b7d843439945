import { readFile } from "node:fs/promises";
import { expect, it, vi } from "vitest";
import { catalogue } from "@/scripts/doctor/catalogue";
import { checkDiscovery } from "@/scripts/doctor/checks/identity-provider";
import { checkEntry, checkInstances, checkSecret } from "@/scripts/doctor/checks/settings";
import { checkSessionStore } from "@/scripts/doctor/checks/session-store";
import { checkSignIn } from "@/scripts/doctor/checks/sign-in";
import { checkTransport } from "@/scripts/doctor/checks/transport";
import type { Deployment } from "@/scripts/doctor/deployment";
import type { HttpResponse } from "@/scripts/doctor/request";

function response(headers: Record<string, string>, status = 200): HttpResponse {
  const url = "http://app.example.com/";
  return { url, status, headers: new Headers(headers), cookies: [], body: "" };
}
function transport(hsts: string, http: HttpResponse | null, origin = "https://app.example.com") {
  const page = response({ "strict-transport-security": hsts });
  return checkTransport({ origin, page, http } as Deployment).map(({ code }) => code);
}

it("an https app needs Strict-Transport-Security of half a year, and no http beside it", () => {
  const redirect = response({ location: "https://app.example.com/" }, 301);
  expect(transport("max-age=63072000", redirect)).toEqual([]);
  expect(transport("max-age=63072000", null)).toEqual([]);
  expect(transport("max-age=300", null)).toEqual(["hsts-missing"]);
  expect(transport("", null)).toEqual(["hsts-missing"]);
  expect(transport("max-age=63072000", response({}))).toEqual(["http-open"]);
  expect(transport("", null, "http://localhost:3000")).toEqual([]);
});

const issuer = "https://login.example.com";
const document = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/keys`,
};
function discovery(
  changes: object,
  frameOrigins: string[] = [],
  claims: "id_token" | "userinfo" = "id_token",
) {
  const settings = {
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_SCOPE: "openid",
    AUTH_OIDC_CLAIMS: claims,
    AUTH_FRAME_ORIGINS: frameOrigins,
  };
  return checkDiscovery({ ...document, ...changes }, settings).map(({ code }) => code);
}

it("a discovery document must have what the sign-in uses", () => {
  expect(discovery({})).toEqual([]);
  expect(discovery({ userinfo_endpoint: undefined })).toEqual([]);
  expect(discovery({ userinfo_endpoint: undefined }, [], "userinfo")).toEqual([
    "issuer-endpoint-missing",
  ]);
  expect(discovery({ jwks_uri: undefined })).toEqual(["issuer-endpoint-missing"]);
  expect(discovery({ require_pushed_authorization_requests: true })).toEqual(["sign-in-not-tried"]);
  expect(discovery({ code_challenge_methods_supported: ["plain"] })).toEqual([
    "issuer-without-pkce",
  ]);
});

it("a deployed app may push its requests, so that the provider's page gets no redirect URI", () => {
  const started = (query: string) => ({
    url: "https://app.example.com/sign-in/start",
    status: 307,
    headers: new Headers({ location: `https://login.example.com/authorize?${query}` }),
    body: "",
  });
  const redeem = { ...started(""), status: 400, body: '{"reason":"body-invalid"}' };
  const check = (query: string) => {
    const [start, silent] = [started(query), started(query)];
    return checkSignIn({ origin: "https://app.example.com", start, silent, redeem } as Deployment);
  };
  expect(check("client_id=app&request_uri=urn:example:1")).toEqual([]);
  expect(check("client_id=app")).toMatchObject([
    { code: "start-refused" },
    { code: "start-refused" },
  ]);
});

it("a sign-in page on another origin than the issuer's must be among AUTH_FRAME_ORIGINS", () => {
  const elsewhere = { authorization_endpoint: "https://acme.auth.example.net/authorize" };
  expect(discovery(elsewhere)).toEqual(["frame-origin-missing"]);
  expect(discovery(elsewhere, ["https://acme.auth.example.net"])).toEqual([]);
});

it("a loopback origin is not an instance of a deployed app", () => {
  const instances = { CONNECT_INSTANCE_ORIGINS: ["http://workspace.localhost:4000"] };
  expect(checkInstances({ ...instances, AUTH_URL: "http://localhost:3000" })).toEqual([]);
  expect(checkInstances({ ...instances, AUTH_URL: "https://app.example.com" })).toMatchObject([
    { code: "instance-loopback" },
  ]);
});

it("an app that everyone at the provider may enter is a warning", () => {
  expect(checkEntry({ AUTH_ALLOWED_EVERYONE: true })).toMatchObject([{ code: "entry-unlimited" }]);
  expect(checkEntry({ AUTH_ALLOWED_EVERYONE: false })).toEqual([]);
});

it("one secret for two parties is found, and one from openssl is accepted", () => {
  for (const secret of [
    "q0Jx9Tz4mYb7KcR2nVfW8eHs5LdG1aPu6iOyXkQvBtZ3",
    "9f86d081884c7d659a2feaa0c55ad015",
  ]) {
    const AUTH_SECRET = ["Zs1hx0RVmSQ7yDnPzLk3cWfB9aUj4tGe2oN5iKqYpXv8", secret];
    expect(checkSecret({ AUTH_SECRET, AUTH_OIDC_SECRET: "other" })).toEqual([]);
    expect(checkSecret({ AUTH_SECRET, AUTH_OIDC_SECRET: secret })).toMatchObject([
      { code: "secret-shared" },
    ]);
  }
});

it("a session store that does not respond is an error, which does not show the password", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  // Nothing listens on port 1.
  const [finding] = await checkSessionStore("redis://:pa55word@127.0.0.1:1");
  expect(finding).toEqual({
    code: "session-store-down",
    what: "The session store does not work: ECONNREFUSED",
  });
});

it("every finding has a test that causes it", async () => {
  const tests = await Promise.all(
    [
      "tests/e2e/doctor.spec.ts",
      "tests/unit/scripts/doctor/checks.test.ts",
      "tests/unit/scripts/doctor/identity-provider.test.ts",
    ].map((path) => readFile(path, "utf8")),
  );
  const untested = Object.keys(catalogue).filter((code) => !tests.join().includes(`"${code}"`));
  expect(untested).toEqual([]);
});
