// @vitest-environment node
import { createServer, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { findFramingFault } from "@/simulator/framing";

const workspace = "http://workspace.localhost:4000";

async function appWith(headers: OutgoingHttpHeaders, status = 200): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, headers).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

it.each([
  ["nothing", {}],
  ["the workspace", { "content-security-policy": `frame-ancestors 'self' ${workspace}; a b` }],
  ["a wildcard", { "content-security-policy": "frame-ancestors http://*.localhost:4000" }],
])("an app that names %s in frame-ancestors can be framed", async (_what, headers) => {
  expect(await findFramingFault(await appWith(headers), workspace)).toBeNull();
});

it.each([
  ["X-Frame-Options", { "x-frame-options": "DENY" }, 200, "sends X-Frame-Options: DENY"],
  [
    "other ancestors",
    { "content-security-policy": "default-src 'self'; frame-ancestors 'none'" },
    200,
    `by these alone: 'none'. Add ${workspace} to its frame-ancestors`,
  ],
  ["an error", {}, 500, "answers with the status 500"],
])(
  "an app that answers with %s is told why it cannot be framed",
  async (_what, headers, status, text) => {
    expect(await findFramingFault(await appWith(headers, status), workspace)).toContain(text);
  },
);

it("a missing app is reported", async () => {
  expect(await findFramingFault("http://127.0.0.1:1/", workspace)).toMatch(/does not answer/);
});
