import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { FrameLocator } from "@playwright/test";
import { en } from "../../lib/messages/en";
import { es } from "../../lib/messages/es";
import { expectFit } from "./axe";
import { expect, test } from "./fixtures";

test.use({ thirdPartyCookies: "allowed" });

const chunks = fileURLToPath(new URL("../../.next/static/chunks", import.meta.url));
const call = { id: "call", channel: "voice" } as const;
const onCall = { contacts: [call], apps: [{ contact: "call" }], selected: "call" };

function colours(app: FrameLocator) {
  return app.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
}
const white = "rgb(255, 255, 255)";
const dark = "rgb(22, 29, 38)";

test.describe("with every permission", () => {
  test.use({ scenario: { ...onCall, registration: { permissions: ["*"] }, visualMode: "dark" } });

  test("the app is dark or light as the workspace, not as the browser", async ({
    workspace,
    page,
  }) => {
    await page.emulateMedia({ colorScheme: "light" });
    const app = workspace.app();
    await app.getByRole("heading", { name: en.contact.title }).waitFor();
    await expect.poll(() => colours(app)).toBe(dark);
    await workspace.openMenu("Theme");
    await page.getByRole("radio", { name: "Light" }).check();
    await expect.poll(() => colours(app)).toBe(white);
    await page.getByRole("radio", { name: "As the system" }).check();
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => colours(app)).toBe(dark);
  });
});

test.describe("with the starter's permissions", () => {
  test.use({ scenario: { ...onCall, visualMode: "dark" } });

  test("the app is dark or light as the browser", async ({ workspace, page }) => {
    await page.emulateMedia({ colorScheme: "light" });
    const app = workspace.app();
    await app.getByRole("heading", { name: en.contact.title }).waitFor();
    expect(await colours(app)).toBe(white);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => colours(app)).toBe(dark);
    const errors = await workspace.messages("down", "error");
    expect(errors).toEqual([]);
  });
});

test.describe("an agent whose language is Spanish", () => {
  test.use({ scenario: { ...onCall, language: "es_ES" } });

  test("reads the app in Spanish, which is accessible in every form", async ({
    workspace,
    page,
  }) => {
    const app = workspace.app();
    await app.getByRole("heading", { name: es.contact.title }).waitFor();
    await expect(app.locator("html")).toHaveAttribute("lang", "es");
    await expect(app.locator("html")).toHaveAttribute("dir", "ltr");
    await expect(app.getByText(es.contact.channels.voice, { exact: true })).toBeVisible();
    await expectFit(workspace);
    // Written from right to left, nothing is cut off either.
    await app.locator("html").evaluate((html) => html.setAttribute("dir", "rtl"));
    await expectFit(workspace);

    await workspace.openMenu("Language");
    await page.getByRole("radio", { name: "American English" }).check();
    await expect(app.getByRole("heading", { name: en.contact.title })).toBeVisible();
    await expect(app.locator("html")).toHaveAttribute("lang", "en");
    await expect(app.locator("html")).toHaveAttribute("dir", "ltr");
  });
});

test("the other language is loaded only when an agent needs it", async ({ workspace, page }) => {
  const files = (await readdir(chunks)).filter((file) => file.endsWith(".js"));
  const texts = await Promise.all(files.map((file) => readFile(`${chunks}/${file}`, "utf8")));
  const spanish = files.filter((_, at) => texts[at]?.includes(es.desk.running));
  expect(spanish).toHaveLength(1);
  const requested: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  const wasRequested = () => requested.some((url) => url.includes(String(spanish[0])));

  const app = await workspace.openDesk();
  expect(wasRequested()).toBe(false);
  await workspace.openMenu("Language");
  await page.getByRole("radio", { name: "Español de España" }).check();
  await expect(app.getByRole("heading", { name: es.contact.title })).toBeVisible();
  expect(wasRequested()).toBe(true);
});

test("a browser in Spanish gets the app's own window and the sign-in window in Spanish", async ({
  page,
  context,
  site,
}) => {
  const userAgent = await page.evaluate(() => navigator.userAgent);
  const browser = await context.newCDPSession(page);
  await browser.send("Emulation.setUserAgentOverride", { userAgent, acceptLanguage: "es-MX" });
  await page.goto(site.app);
  await page.getByText(es.connection.standalone.title).waitFor();
  await page.goto(`${site.app}/sign-in/signed-out?provider=unknown`);
  await page.getByText(es.signIn.pages.signedOutHere.title).waitFor();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});
