import { HttpResponse, http } from "msw";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type CustomerApi, startCustomerApi } from "@/simulator/customer-api";
import { awkwardRequests, sendRaw } from "@/simulator/tests/raw-request";

let api: CustomerApi;
let origin: string;
beforeAll(async () => {
  api = await startCustomerApi();
  origin = api.settings.CUSTOMER_API_URL;
});
afterAll(() => api.close());

function ask(path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${api.settings.CUSTOMER_API_TOKEN}` };
  return fetch(origin + path, { ...init, headers });
}

it.each(Object.entries(awkwardRequests))("answers %s, and goes on", async (_what, request) => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await sendRaw(origin, request)).toBeGreaterThanOrEqual(200);
  expect((await ask("/customers/C-1001")).status).toBe(200);
});

it("answers an error of its own with 500, and names the request on the console", async () => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  const error = new Error("a handler's own");
  const path = "/customers/C-1001";
  api.use(
    http.get(`*${path}`, () => {
      throw error;
    }),
  );
  expect((await ask(path)).status).toBe(500);
  expect(printed).toHaveBeenCalledWith(`The customer API: GET ${path} failed:`, error);
  api.use();
  expect((await ask(path)).status).toBe(200);
});

it.each(["{", "null", '{"text":7}', ""])("refuses the note %j", async (body) => {
  const answer = await ask("/contacts/one/note", { method: "PUT", body });
  expect(answer.status).toBe(400);
});

it("answers a response that is an error by hanging up", async () => {
  api.use(http.get("*/customers/C-1001", () => HttpResponse.error()));
  await expect(ask("/customers/C-1001")).rejects.toThrow();
  api.use();
});
