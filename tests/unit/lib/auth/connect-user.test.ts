import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { refuseDesk } from "@/lib/auth/server/connect-user";
import { signGet } from "@/lib/aws/sign-request";
import { testTenant } from "@/tests/mocks/tenant";

afterEach(() => void vi.useRealTimers());

const instance =
  "arn:aws:connect:us-west-2:123456789012:instance/40c83b68-ea62-414c-97bb-d018e39e158e";
const tenant = testTenant({
  CONNECT_INSTANCE_ARNS: instance,
  CONNECT_USERNAME_CLAIM: "preferred_username",
});
const access = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };

/** The user ids with which the stand-in behaves in a certain way. Each test has its own, because names are cached. */
let next = 0;
let user: string;
let desk: string;
let requests: IncomingMessage[];
let respond: (response: ServerResponse, attempt: number) => void;
let logged: string[];

/** Amazon Connect's API: the responses of its model, for requests with the right signature. */
const server = createServer((request, response) => {
  requests.push(request);
  const { authorization, host, "x-amz-date": date = "" } = request.headers;
  const sessionToken = request.headers["x-amz-security-token"]?.toString();
  const [, year, month, day, hour, minute, second] =
    String(date).match(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/) ?? [];
  const now = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const url = new URL(request.url ?? "", `http://${host}`);
  const signed = signGet(
    url,
    { ...access, sessionToken },
    { region: "us-west-2", service: "connect", now },
  );
  const isFresh = Math.abs(Date.now() - now) < 300_000;
  if (!isFresh || authorization !== signed.authorization)
    return fail(response, 403, "SignatureDoesNotMatch");
  respond(response, requests.length);
});

function fail(response: ServerResponse, status: number, type: string): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "x-amzn-errortype": `${type}:`,
  });
  response.end(JSON.stringify({ Message: "a message" }));
}

function found(username: string, change: object = {}) {
  return (response: ServerResponse) => {
    const IdentityInfo = { FirstName: "Ana", LastName: "Silva", Email: "ana@example.com" };
    const User = { Id: user, Arn: desk, Username: username, IdentityInfo, ...change };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ User }));
  };
}

beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
afterAll(() => server.close());
beforeEach(() => {
  next += 1;
  user = `0c245dc0-0cf5-4e37-800e-${String(next).padStart(12, "0")}`;
  desk = `${instance}/agent/${user}`;
  requests = [];
  respond = found("ana");
  logged = [];
  vi.spyOn(console, "warn").mockImplementation((line) => logged.push(String(line)));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv("AWS_ENDPOINT_URL_CONNECT", `http://127.0.0.1:${port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", access.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", access.secretAccessKey);
});

it("lets in the agent whose user name Connect has at the desk, and asks once", async () => {
  expect(await refuseDesk(tenant, desk, "ana")).toBeNull();
  expect(requests[0]?.method).toBe("GET");
  expect(requests[0]?.url).toBe(`/users/40c83b68-ea62-414c-97bb-d018e39e158e/${user}`);
  expect(await refuseDesk(tenant, desk, "ana")).toBeNull();
  expect(await refuseDesk(tenant, desk, "kwame")).toBe("desk-mismatch");
  expect(requests).toHaveLength(1);
});

it.each([
  ["another name", "kwame"],
  ["a name in capitals", "Ana"],
  ["no name, because the claim is missing", undefined],
])("refuses %s", async (_, username) => {
  expect(await refuseDesk(tenant, desk, username)).toBe("desk-mismatch");
  expect(logged.join()).not.toMatch(/kwame|"ana"|Silva/i);
  expect(requests).toHaveLength(username ? 1 : 0);
});

it("asks again for a name after a while", async () => {
  expect(await refuseDesk(tenant, desk, "ana")).toBeNull();
  respond = found("ana-maria");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
  expect(await refuseDesk(tenant, desk, "ana-maria")).toBeNull();
  expect(requests).toHaveLength(2);
});

it.each([
  ["another instance's", (arn: string) => arn.replace("40c83b68", "50c83b68")],
  ["another region's", (arn: string) => arn.replace("us-west-2", "evil.example/")],
  ["one with a path", (arn: string) => `${arn}/../../x`],
  ["one with a query", (arn: string) => `${arn}?x`],
  ["one without a user", (arn: string) => arn.replace(/agent\/.*/, "agent/")],
  ["no ARN", () => "ana"],
])("sends nothing to AWS for %s", async (_, change) => {
  expect(await refuseDesk(tenant, change(desk), "ana")).toBe("desk-mismatch");
  expect(requests).toEqual([]);
});

it("refuses a desk that the workspace does not name", async () => {
  expect(await refuseDesk(tenant, "", "ana")).toBe("desk-unchecked");
  expect(logged[0]).toContain("the workspace named no agent");
});

it("refuses a user whom Connect does not know", async () => {
  respond = (response) => fail(response, 404, "ResourceNotFoundException");
  expect(await refuseDesk(tenant, desk, "ana")).toBe("desk-mismatch");
});

it.each([
  ["without the permission", 403, "AccessDeniedException", 1],
  ["while AWS has a problem", 500, "InternalServiceException", 4],
])("checks nothing %s, and says so in the log", async (_, status, type, attempts) => {
  respond = (response) => fail(response, status, type);
  expect(await refuseDesk(tenant, desk, "ana")).toBe("desk-unchecked");
  expect(requests).toHaveLength(attempts);
  expect(logged[0]).toContain(`"reason":"desk-unchecked","message":"${status} ${type}"`);
});

it("tries again when AWS throttles it", async () => {
  respond = (response, attempt) =>
    attempt < 3 ? fail(response, 429, "ThrottlingException") : found("ana")(response);
  expect(await refuseDesk(tenant, desk, "ana")).toBeNull();
});

it.each([
  ["another user's", found("ana", { Arn: `${instance}/agent/other` })],
  ["one without a name", found("", {})],
  ["no JSON", (response: ServerResponse) => response.end("<html>")],
])("does not believe a response that is %s", async (_, answer) => {
  respond = answer;
  expect(await refuseDesk(tenant, desk, "ana")).toBe("desk-unchecked");
});

it("uses the credentials of a container's role, and none of its own", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "");
  expect(await refuseDesk(tenant, desk, "ana")).toBe("desk-unchecked");
  expect(logged[0]).toContain('"message":"there are no AWS credentials"');
  let authorization: string | undefined;
  const role = createServer((request, response) => {
    ({ authorization } = request.headers);
    const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = access;
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    response.end(JSON.stringify({ AccessKeyId, SecretAccessKey, Token: "session", Expiration }));
  }).listen(0, "127.0.0.1");
  await once(role, "listening");
  const { port } = role.address() as AddressInfo;
  vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `http://127.0.0.1:${port}/role`);
  vi.stubEnv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "of-the-container");
  expect(await refuseDesk(tenant, desk, "ana")).toBeNull();
  expect(authorization).toBe("of-the-container");
  expect(requests.at(-1)?.headers["x-amz-security-token"]).toBe("session");
  role.close();
});
