import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { type CustomerApi, openCustomerApi, startCustomerApi } from "@/simulator/customer-api";
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

const simulated = "customer-api-of-the-simulator";
const mine = "https://api.example.com";
const none = {
  CUSTOMER_API_URL: undefined,
  CUSTOMER_API_TOKEN: undefined,
  AUTH_ACCESS_TOKENS: undefined,
};

it.each([
  ["the app's token", { CUSTOMER_API_TOKEN: "mine" }, "mine"],
  ["the agents' tokens", { AUTH_ACCESS_TOKENS: "refresh_token" }, ""],
])("an API of the environment is called with %s", async (_what, environment, token) => {
  for (const [name, value] of Object.entries({ ...none, ...environment })) vi.stubEnv(name, value);
  vi.stubEnv("CUSTOMER_API_URL", mine);
  const opened = await openCustomerApi({ knowsAgents: true });
  onTestFinished(opened.close);
  expect(opened.settings).toEqual({ CUSTOMER_API_URL: mine, CUSTOMER_API_TOKEN: token });
});

it("an API of the environment that nothing can authenticate at is replaced", async () => {
  for (const [name, value] of Object.entries(none)) vi.stubEnv(name, value);
  vi.stubEnv("CUSTOMER_API_URL", mine);
  const opened = await openCustomerApi({ knowsAgents: true });
  onTestFinished(opened.close);
  expect(opened.settings).toEqual({
    CUSTOMER_API_URL: expect.stringContaining("127.0.0.1"),
    CUSTOMER_API_TOKEN: expect.stringMatching(/./),
  });
});

it.each([
  ["as the agent, whom it knows", { knowsAgents: true }, {}, ""],
  ["as the app, if it does not know the agents", { knowsAgents: false }, {}, simulated],
  ["as the app, which has a token", { knowsAgents: true }, { CUSTOMER_API_TOKEN: "t" }, simulated],
  [
    "as the app without AUTH_ACCESS_TOKENS",
    { knowsAgents: true },
    { AUTH_ACCESS_TOKENS: "" },
    simulated,
  ],
])("the simulated API is called %s", async (_what, options, environment, token) => {
  const all = { ...none, AUTH_ACCESS_TOKENS: "refresh_token", ...environment };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  const opened = await openCustomerApi(options);
  onTestFinished(opened.close);
  expect(opened.settings.CUSTOMER_API_TOKEN).toBe(token);
});
