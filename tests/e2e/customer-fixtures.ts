import { type CustomerApi, startCustomerApi } from "../../simulator/customer-api";
import { test as base } from "./fixtures";

interface Fixtures {
  /** The app's customer API, which a test makes misbehave with `upstream.use`. */
  upstream: CustomerApi;
}

interface WorkerFixtures {
  customerApi: CustomerApi;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  customerApi: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
    async ({}, use) => {
      const api = await startCustomerApi();
      await use(api);
      await api.close();
    },
    { scope: "worker" },
  ],

  appSettings: [({ customerApi }, use) => use(customerApi.settings), { scope: "worker" }],

  upstream: async ({ customerApi }, use) => {
    await use(customerApi);
    customerApi.use();
  },
});

export { expect } from "./fixtures";
