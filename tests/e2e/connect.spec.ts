import { starterApp } from "../../simulator/registration";
import { expect, test } from "./fixtures";

const contact = { id: "call", channel: "voice" } as const;

test.use({ thirdPartyCookies: "allowed" });

test("a frame that is reloaded connects anew, and the agent is still signed in", async ({
  workspace,
  page,
  site,
}) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await app.getByRole("heading", { name: starterApp.name }).waitFor();

  const frame = page.frames().find((each) => each.url() === `${site.app}/`);
  await frame?.evaluate(() => location.reload());
  await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(2);
  await expect(app.getByText("In front")).toBeVisible();
  await expect(app.getByText("C-1001").first()).toBeVisible();
});

test("the app connects without waiting for React", async ({ workspace, page, site }) => {
  await page.route(`${site.app}/`, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    // Without the end of its data, React does not start.
    const end = html.lastIndexOf("<script>self.__next_f.push");
    expect(end).toBeGreaterThan(0);
    const cut = html.slice(0, end) + html.slice(html.indexOf("</script>", end));
    await route.fulfill({ response, body: cut });
  });
  await workspace.acceptContact("voice call");
  await workspace.openApp();
  await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(1);
  await expect(workspace.log("down", "acknowledge")).toHaveCount(1);
  const frame = await workspace.appFrame();
  const hasStarted = () => Object.keys(document).some((key) => key.startsWith("__reactContainer"));
  expect(await frame.evaluate(hasStarted)).toBe(false);
});

test.describe("a workspace that acknowledges too late", () => {
  test.use({
    scenario: {
      contacts: [contact],
      apps: [{ contact: "call" }],
      faults: { lateAcknowledge: 6_000 },
    },
  });

  test("is a state of its own, and another try connects when it is quick again", async ({
    workspace,
  }) => {
    const app = workspace.app();
    await expect(app.getByText("responded too late")).toBeVisible({ timeout: 20_000 });
    await workspace.setFaults({ lateAcknowledge: 0 });
    await app.getByRole("button", { name: "Try again" }).click();
    await expect(app.getByText("In front")).toBeVisible();
  });
});

test.describe("a screen pop to a path without a page", () => {
  test.use({
    thirdPartyCookies: "blocked",
    scenario: { contacts: [contact], apps: [{ contact: "call", path: "no/such/page" }] },
  });

  test("connects, signs in, and says so", async ({ workspace }) => {
    await workspace.app().getByRole("button", { name: "Sign in" }).click();
    await expect(workspace.app().getByText("Page not found")).toBeVisible();
  });
});
