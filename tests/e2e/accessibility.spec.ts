import AxeBuilder from "@axe-core/playwright";
import type { FrameLocator, Page } from "@playwright/test";
import { HttpResponse, http } from "msw";
import { type CustomerApi, startCustomerApi } from "../../simulator/customer-api";
import { token } from "../../simulator/customer-api/handlers";
import { expect, test } from "./fixtures";
import type { WorkspacePage } from "./workspace-page";

// One upstream for the file.
test.describe.configure({ mode: "default" });
const port = 4971;
test.use({
  thirdPartyCookies: "allowed",
  appSettings: { CUSTOMER_API_URL: `http://127.0.0.1:${port}`, CUSTOMER_API_TOKEN: token },
});

let upstream: CustomerApi;
test.beforeAll(async () => {
  upstream = await startCustomerApi(port);
});
test.afterEach(() => upstream.use());
test.afterAll(() => upstream.close());

const ana = "Ana Carolina Silva";
const note = "Notes on this contact";
const appFrame = "[data-instance-id] iframe";
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** What axe finds in the page, or in the app's frame in it, in light and in dark. */
async function expectAccessible(page: Page, frame?: string) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).withTags(rules);
    if (frame) axe.include([frame, "html"]);
    let results = await axe.analyze();
    // axe leaves out, without a word, a frame that takes more than 1 s to load it.
    while (results.passes.length === 0) results = await axe.analyze();
    expect(results.passes.length).toBeGreaterThan(5);
    const found = results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html}`),
    );
    expect(found, colorScheme).toEqual([]);
  }
}

/** Nothing is cut off or scrolls sideways in a frame of 320 px, and with text of twice the size. */
async function expectReflow(page: Page, app: FrameLocator) {
  const iframe = page.locator(appFrame);
  await iframe.evaluate((element) => element.style.setProperty("width", "320px"));
  for (const size of ["100%", "200%"]) {
    const widest = await app.locator("html").evaluate((html, fontSize) => {
      html.style.fontSize = fontSize;
      const { right } = html.getBoundingClientRect();
      const outside = [...html.querySelectorAll("main *, aside *")].filter(
        (element) => element.getBoundingClientRect().right > right && !element.closest("pre"),
      );
      return [html.scrollWidth, ...outside.map(({ outerHTML }) => outerHTML)];
    }, size);
    expect(widest, `text at ${size}`).toEqual([320]);
  }
  await app.locator("html").evaluate((html) => html.style.removeProperty("font-size"));
  await iframe.evaluate((element) => element.style.removeProperty("width"));
}

async function expectFit(workspace: WorkspacePage) {
  await expectAccessible(workspace.page, appFrame);
  await expectReflow(workspace.page, workspace.app());
}

async function openDesk(workspace: WorkspacePage) {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("heading", { name: "Starter app" }).waitFor();
  return app;
}

test("in a window of its own", async ({ page, site }) => {
  await page.goto(site.app);
  await page.getByText("runs inside the Amazon Connect agent workspace").waitFor();
  await expectAccessible(page);
});

for (const path of ["failed?error=AccessDenied", "signed-out?provider=unknown"]) {
  test(`in the sign-in window: ${path}`, async ({ page, site }) => {
    await page.goto(`${site.app}/sign-in/${path}`);
    await expectAccessible(page);
  });
}

test("on the desk of an idle agent", async ({ workspace }) => {
  const app = await workspace.openApp();
  await app.getByText("No contact").waitFor();
  await app.getByText(ana).click();
  await app.getByText("For developers").click();
  await app.getByText('"accessUrl"').waitFor();
  await expectFit(workspace);
});

test("on the desk of a contact", async ({ workspace }) => {
  const app = await openDesk(workspace);
  await app.getByText("nikki.wolf@example.com").waitFor();
  await app.getByLabel(note).fill("wants a refund");
  await app.getByText("Saved", { exact: true }).waitFor();
  await expectFit(workspace);
});

test("on a desk whose customer is unknown, and whose note someone else has changed", async ({
  workspace,
}) => {
  upstream.use(
    http.get("*/customers/*", () => new HttpResponse(null, { status: 404 })),
    http.put("*/contacts/*", () => new HttpResponse(null, { status: 412 })),
  );
  const app = await openDesk(workspace);
  await app.getByText("There is no customer").waitFor();
  await app.getByLabel(note).fill("wants a refund");
  await app.getByText("Someone else has changed this note").waitFor();
  await expectFit(workspace);
});

test("on a desk whose upstream is dead, online and offline", async ({ workspace, context }) => {
  upstream.use(http.all("*", () => HttpResponse.error()));
  const app = await openDesk(workspace);
  await app.getByText("The customer could not be loaded.").waitFor();
  await app.getByText("What was noted before could not be loaded.").waitFor();
  await expectFit(workspace);
  await app.getByLabel(note).fill("wants a refund");
  await app.getByText("Not saved yet.").waitFor();
  await context.setOffline(true);
  await app.getByText("You are offline.").waitFor();
  await expectFit(workspace);
});

test("on a page that does not exist, and on one that breaks", async ({ workspace, context }) => {
  const app = await openDesk(workspace);
  await app.locator("body").evaluate(() => location.assign("/no-such-page"));
  await app.getByText("There is no such page").waitFor();
  await expectFit(workspace);

  const agent = { id: "ana", name: { is: "not a text" }, email: null };
  await context.route("**/api/sign-in/session", (route) =>
    route.fulfill({ json: { agent, desk: null, since: 0 } }),
  );
  await context.clearCookies();
  await app.locator("body").evaluate(() => location.assign("/"));
  await app.getByText("Something went wrong").waitFor();
  await expectFit(workspace);
});

test.describe("third-party cookies blocked", () => {
  test.use({ thirdPartyCookies: "blocked" });

  test("signed out, in the sign-in window's notice, and after a cancelled sign-in", async ({
    workspace,
    context,
  }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
    await expectFit(workspace);
    await context.clearCookies({ domain: "127.0.0.1" });
    const opened = context.waitForEvent("page");
    await app.getByRole("button", { name: "Sign in" }).click();
    await app.getByText("Continue in the sign-in window").waitFor();
    await expectFit(workspace);
    await (await opened).getByRole("button", { name: "Cancel" }).click();
    await app.getByText("was cancelled").waitFor();
    await expectFit(workspace);
  });

  test("where the browser opens no window", async ({ workspace, context }) => {
    await context.addInitScript(() => {
      window.open = () => null;
    });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await app.getByRole("link", { name: "Open the sign-in page" }).waitFor();
    await expectFit(workspace);
  });

  test("under the bar of a session that has ended", async ({ workspace, context, site }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await app.getByText("nikki.wolf@example.com").waitFor();
    await context.clearCookies({ domain: new URL(site.app).hostname });
    await app.getByLabel(note).fill("wants a refund");
    await app.getByText("Your session has ended.").waitFor();
    await expectFit(workspace);
  });
});

test("every control can be reached and used by keyboard, with a ring around it", async ({
  workspace,
  page,
}) => {
  const app = await openDesk(workspace);
  await app.getByText("nikki.wolf@example.com").waitFor();
  await app.locator("body").evaluate((body) => {
    body.tabIndex = -1;
    body.focus();
  });
  for (const name of [ana, "", "For developers"]) {
    await page.keyboard.press("Tab");
    const focused = app.locator(":focus");
    await expect(focused).toHaveText(name);
    await expect(focused).toHaveCSS("outline-style", "solid");
    await expect(focused).toHaveCSS("outline-width", "2px");
  }
});
