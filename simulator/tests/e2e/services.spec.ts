import { findFaults } from "../../../tests/e2e/axe";
import type { ServiceFailure } from "../../host/services/service-desk";
import { type RegisteredService, serviceConfig } from "../../registration";
import { expect, test as base } from "./bare-app";

/** Tests of the bare app, in an instance that also has a service, which fails as its mode says. */
const test = base.extend<{ mode: string }>({
  mode: ["", { option: true }],

  page: async ({ page, appUrl, mode }, use) => {
    const service: RegisteredService = serviceConfig(`${appUrl}/service.html?${mode}`, {
      name: "Orders service",
      initializationTimeout: mode === "silent" ? 500 : 10_000,
    });
    await page.route("**/config.json", async (route) => {
      // Node does not resolve *.localhost names.
      const url = route.request().url().replace("workspace.localhost", "127.0.0.1");
      const response = await route.fetch({ url });
      await route.fulfill({ json: { ...(await response.json()), services: [service] } });
    });
    await use(page);
  },
});

test("a service runs in a hidden frame, from before the desk to the agent's sign-out", async ({
  workspace,
  page,
}) => {
  const frame = page.locator("[data-service-id] > iframe");
  await expect(frame).toHaveCount(1);
  await expect(frame).toBeHidden();
  await expect(frame).toHaveAttribute(
    "sandbox",
    "allow-forms allow-popups allow-same-origin allow-scripts",
  );
  expect((await workspace.snapshot()).services.map(({ state }) => state)).toEqual(["running"]);
  await workspace.ring();
  await expect(workspace.frames()).toHaveCount(0);
});

test("its messages are told apart from those of apps", async ({ workspace, page }) => {
  await workspace.launch();
  await expect(page.locator("[data-type=appLifecycle]").first()).toContainText("create");
  const of = page.getByLabel("Messages of");
  await expect(page.locator(".log-row")).not.toContainText(["serviceError"]);
  await of.selectOption({ label: "All" });
  await expect(page.locator(".log-owner", { hasText: "Service Orders service" })).not.toHaveCount(
    0,
  );
  await expect(page.locator(".log-owner", { hasText: "Idle desk" })).not.toHaveCount(0);
  const option = of.locator("option", { hasText: "Service Orders service" });
  await of.selectOption((await option.getAttribute("value")) ?? "");
  await expect(page.locator("[data-type=appLifecycle]")).toHaveCount(1);
});

const failures: [mode: string, failure: ServiceFailure, happened: string][] = [
  ["throws", "error", "The SDK does so if onCreate throws."],
  ["silent", "not-connected", "It did not connect within its initialization timeout, 500 ms."],
  ["never", "not-created", "its onCreate did not finish within 30 s"],
];

for (const [mode, failure, happened] of failures) {
  test.describe(`a service that fails: ${mode}`, () => {
    test.use({ mode });

    test("keeps the agent from the desk, and the page says why", async ({
      page,
      workspaceServer,
    }) => {
      if (mode === "never") await page.clock.install();
      await page.goto(`${workspaceServer.url}/?scenario={"agent":"ana"}`);
      if (mode === "never") {
        await page.waitForEvent("console", (line) => line.text() === "bare-service created");
        await expect(page.getByText("Starting the workspace…")).toBeVisible();
        await page.clock.fastForward(30_000);
      }
      const alert = page.getByRole("alert");
      await expect(alert).toContainText("The agent workspace couldn’t be opened.");
      await expect(alert).toContainText("Orders service didn’t start.");
      await expect(page.getByRole("heading", { name: "Orders service:" })).toContainText(failure);
      await expect(page.getByText(happened)).toBeVisible();
      await expect(page.getByRole("button", { name: /^New / })).toHaveCount(0);
      await expect(page.getByText(`Service failed: ${failure}`)).toBeVisible();
      if (mode !== "silent") {
        await expect(page.locator(".log-owner").first()).toContainText("Service Orders service");
      }
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByText("Starting the workspace…").or(alert)).toBeVisible();
    });
  });
}

test.describe("the page of a service that fails", () => {
  test.use({ mode: "throws" });

  test("has no faults in light, in dark and in forced colours, and fits 320 px", async ({
    page,
    workspaceServer,
  }) => {
    await page.goto(`${workspaceServer.url}/?scenario={"agent":"ana"}`);
    await page.getByRole("alert").waitFor();
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 720 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, forcedColors: "none" });
        expect(await findFaults(page.mainFrame()), `${colorScheme}, ${width} px`).toEqual([]);
      }
      await page.emulateMedia({ forcedColors: "active" });
      // The background is the system's: only a border sets the parts apart.
      for (const part of await page.locator("main .card, main .notice, main .button").all()) {
        await expect(part).toHaveCSS("border-bottom-style", "solid");
        await expect(part).not.toHaveCSS("border-bottom-color", "rgb(0, 0, 0)");
      }
      const widest = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    }
  });
});

test("the fault in the menu ends in the named state", async ({ workspace, page }) => {
  await page.locator("header").getByRole("button", { name: "Faults" }).click();
  await page.getByRole("link", { name: "Reload with a service that fails" }).click();
  await expect(page.getByRole("alert")).toContainText("Orders service didn’t start.", {
    timeout: 20_000,
  });
  expect(await workspace.snapshot()).toMatchObject({
    services: [{ state: "failed", failure: "not-connected" }],
    contacts: [],
  });
});
