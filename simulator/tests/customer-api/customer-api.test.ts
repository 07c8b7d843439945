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

it.each(Object.entries(awkwardRequests))("answers %s", async (_what, request) => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await sendRaw(origin, request)).toBeGreaterThanOrEqual(200);
});

it.each(["{", "null", '{"text":7}', ""])("refuses the note %j, and goes on", async (body) => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  const headers = { authorization: `Bearer ${api.settings.CUSTOMER_API_TOKEN}` };
  const path = "/contacts/one/note";
  expect((await fetch(origin + path, { method: "PUT", headers, body })).status).toBe(500);
  const line = `The customer API: PUT ${path} failed:`;
  expect(printed).toHaveBeenCalledWith(line, expect.any(Error));
  expect(await (await fetch(origin + path, { headers })).json()).toEqual({ text: "", revision: 0 });
});
