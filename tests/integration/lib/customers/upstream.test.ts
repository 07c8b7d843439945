import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { delay, HttpResponse, http } from "msw";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/auth";
import { findCustomer } from "@/lib/customers/customers";
import { getNote, saveNote } from "@/lib/customers/notes";
import { respondFromUpstream } from "@/lib/customers/upstream";
import { type CustomerApi, startCustomerApi } from "@/simulator/customer-api";
import { testTenant } from "@/tests/mocks/tenant";

// Next-auth reads the request's cookies from Next's server, which is not here.
vi.mock("@/lib/auth", () => ({ getAccessToken: async () => "token-of-ana" }));

let api: CustomerApi;
let tenant: Tenant;

beforeAll(async () => {
  api = await startCustomerApi();
  tenant = testTenant({ ...api.settings });
});
afterEach(() => api.use());
afterAll(() => api.close());

it("converts a customer", async () => {
  expect(await findCustomer(tenant, "C-1004")).toEqual({
    id: "C-1004",
    name: "Saanvi Sarkar",
    since: "2023-02-20",
    email: "saanvi.sarkar@example.com",
    phone: null,
  });
});

it.each([
  ["the app", {}, undefined],
  ["the agent", { CUSTOMER_API_TOKEN: "", AUTH_ACCESS_TOKENS: "refresh_token" }, "token-of-ana"],
])("sends the token of %s", async (_, settings, token) => {
  const sent: (string | null)[] = [];
  api.use(
    http.all("*", ({ request }) => {
      sent.push(request.headers.get("authorization"));
      return HttpResponse.json({}, { status: 404 });
    }),
  );
  const store = { SESSION_STORE_URL: "redis://localhost:6379" };
  await findCustomer(testTenant({ ...api.settings, ...store, ...settings }), "C-1001");
  expect(sent).toEqual([`Bearer ${token ?? api.settings.CUSTOMER_API_TOKEN}`]);
});

it("a customer whom the upstream does not know is null, and 404", async () => {
  const response = await respondFromUpstream(() => findCustomer(tenant, "C-9999"));
  expect([response.status, await response.json()]).toEqual([404, null]);
});

it.each(["../admin", "C-1001/../../admin", "%2e%2e", "", "C 1", "C-1001?all", "é".repeat(3)])(
  "does not ask the upstream for %j",
  async (id) => {
    const asked = vi.fn(() => HttpResponse.json({}));
    api.use(http.all("*", asked));
    expect(await findCustomer(tenant, id)).toBeNull();
    expect(await saveNote(tenant, id, { text: "x", revision: 0, author: "ana" })).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  },
);

it.each([
  [HttpResponse.json({ error: "internal" }, { status: 500 }), "responded with 500"],
  [HttpResponse.error(), "fetch failed"],
  [new HttpResponse(null, { status: 401 }), "check CUSTOMER_API_TOKEN"],
  [HttpResponse.html("<h1>Nikki Wolf</h1>"), "sent an unexpected response"],
  [HttpResponse.json({ display_name: "Nikki Wolf" }), "customer_id"],
  [new HttpResponse(null, { status: 302, headers: { location: "/elsewhere" } }), "fetch failed"],
])("an upstream error is 502, and in the log without the customer (%#)", async (sent, logged) => {
  api.use(http.get("*/customers/:id", () => sent.clone()));
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const response = await respondFromUpstream(() => findCustomer(tenant, "C-1001"));
  expect(response.status).toBe(502);
  expect(log.mock.calls.join()).toContain(logged);
  expect(log.mock.calls.join()).not.toContain("Nikki");
});

it("gives up on an upstream that does not respond", async () => {
  api.use(http.get("*/customers/:id", () => delay("infinite")));
  const timeout = vi.spyOn(AbortSignal, "timeout");
  timeout.mockReturnValue(AbortSignal.abort(new DOMException("late", "TimeoutError")));
  await expect(findCustomer(tenant, "C-1001")).rejects.toThrow("late");
  expect(timeout).toHaveBeenCalledWith(5_000);
});

it.each([
  [200, "more than 1000000 bytes"],
  [500, "responded with 500"],
])("gives up on an endless response with status %i, and ends it", async (status, message) => {
  let ended: Promise<unknown> | undefined;
  const server = createServer((_request, response) => {
    response.writeHead(status);
    const endless = function* () {
      for (;;) yield Buffer.alloc(64 * 1024, "x");
    };
    ended = pipeline(endless, response).catch(() => {});
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endless = testTenant({ CUSTOMER_API_URL: url });
  await expect(findCustomer(endless, "C-1001")).rejects.toThrow(message);
  await ended;
  server.close();
});

it("a note is empty at first, and not saved over a revision that its author has not seen", async () => {
  const save = (text: string, revision: number) =>
    saveNote(tenant, "contact", { text, revision, author: "ana" });
  expect(await getNote(tenant, "contact")).toEqual({ text: "", revision: 0 });
  expect(await save("wants", 0)).toEqual({ text: "wants", revision: 1 });
  expect(await save("mine", 0)).toEqual({ text: "wants", revision: 1 });
  expect(await save("wants a refund", 1)).toEqual({ text: "wants a refund", revision: 2 });
  expect(await getNote(tenant, "contact")).toEqual({ text: "wants a refund", revision: 2 });
});
