import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { starterApp } from "../../registration";
import { queryOf } from "../../scenarios/address";
import { readScenarioFile } from "../../scenarios/file";
import { findFaults } from "../../../tests/e2e/axe";
import { expect, test } from "../../../tests/e2e/fixtures";
import type { WorkspacePage } from "../../../tests/e2e/workspace-page";

async function chooseRegistration(page: Page, name: string, on: boolean) {
  await page.getByRole("tab", { name: "Registration" }).click();
  await page.getByRole("checkbox", { name, exact: true }).setChecked(on);
  await page.getByRole("tab", { name: "Messages" }).click();
}

async function setFault(workspace: WorkspacePage, label: string, value: string | true) {
  await workspace.openMenu("Faults");
  const control = workspace.page.getByLabel(label, { exact: true });
  await (value === true ? control.check() : control.fill(value));
  await workspace.page.keyboard.press("Escape");
}

test.describe("contacts", () => {
  test("of every channel are accepted, ended and closed", async ({ workspace, page }) => {
    for (const channel of ["chat", "task", "email"] as const) {
      const customer = await workspace.acceptContact(channel);
      await page.getByRole("button", { name: `End ${customer}` }).click();
      await page.getByRole("button", { name: `Close ${customer}` }).click();
      await expect(page.getByRole("button", { name: customer, exact: true })).toHaveCount(0);
    }
    // A callback dials at once, a preview when the agent says so.
    const customer = await workspace.acceptContact("callback");
    await expect(page.getByText(/^Connected \d/)).toBeVisible();
    await page.getByRole("button", { name: `End ${customer}` }).click();
    await page.getByRole("button", { name: `Close ${customer}` }).click();
    await workspace.acceptContact("preview call");
    await page.getByRole("button", { name: "Call customer" }).click();
    await expect(page.getByText(/^Connected \d/)).toBeVisible();
  });

  test("do not ring beyond the agent's channel concurrency, and the page says why", async ({
    page,
    workspace,
  }) => {
    const full = page.getByText("allows 1 of VOICE at once, and 1 is open");
    const voice = page.getByRole("button", { name: "New voice call" });
    await voice.click();
    await expect(full).toBeVisible();
    await expect(voice).toBeFocused();
    await expect(voice).toHaveAccessibleDescription(/allows 1 of VOICE at once/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: /^Accept / })).toHaveCount(1);
    await expect(page.getByRole("button", { name: "New callback" })).toBeDisabled();
    await expect(page.getByRole("button", { name: "New chat" })).toBeEnabled();

    await page.getByRole("button", { name: /^Accept / }).click();
    await page.getByRole("button", { name: /^End / }).click();
    await page.getByRole("button", { name: /^Close / }).click();
    await expect(full).toHaveCount(0);
    await workspace.acceptContact("callback");
  });

  test("are rejected, missed and failed", async ({ workspace, page }) => {
    const contacts = page.getByRole("navigation", { name: "Contacts" });
    for (const [verb, state] of [
      ["Reject", "Rejected"],
      ["Let it be missed", "Missed"],
      ["Let it fail", "Failed"],
    ] as const) {
      await page.getByRole("button", { name: "New voice call" }).click();
      await page
        .getByRole("listitem")
        .filter({ hasText: "Ringing" })
        .getByRole("button")
        .first()
        .click();
      await page.getByRole("button", { name: verb }).click();
      await expect(contacts.getByText(state)).toBeVisible();
      await page.getByRole("button", { name: /^Close / }).click();
      await expect(contacts.getByText(state)).toHaveCount(0);
    }
    await expect(workspace.frames()).toHaveCount(0);
  });

  test("are called from the number pad, in the countries that the agent may call", async ({
    workspace,
    page,
  }) => {
    const pad = page.getByRole("button", { name: "Number pad" });
    await pad.click();
    const number = page.getByLabel("Phone number");
    await number.fill("+49 30 123456");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("may not call +4930123456");
    await number.fill("+1 (206) 555-01");
    for (const key of ["2", "3", "3"]) {
      await page.getByRole("button", { name: key, exact: true }).click();
    }
    await page.getByRole("button", { name: "Delete the last digit" }).click();
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await expect(page.getByRole("heading", { name: "+12065550123" })).toBeVisible();
    await expect(page.getByText(/^Connected \d/)).toBeVisible();
    await pad.click();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await page.getByRole("button", { name: "Warehouse" }).click();
    await expect(page.getByRole("alert")).toContainText("on another call");
    await page.keyboard.press("Escape");
    expect((await workspace.snapshot()).contacts).toHaveLength(1);
  });

  test("are held, joined by others and transferred, and the app gets the end", async ({
    workspace,
    page,
  }) => {
    const customer = await workspace.acceptContact("voice call");
    await workspace.openApp();
    const app = await workspace.signInToApp();
    const participants = page.getByRole("list", { name: "Participants" });

    await page.getByRole("button", { name: `Hold ${customer}` }).click();
    await expect(participants).toContainText("on hold");
    await page.getByRole("button", { name: `Resume ${customer}` }).click();
    await expect(participants).not.toContainText("on hold");

    await page.getByRole("button", { name: "Add participant" }).click();
    await page.getByRole("button", { name: "Warehouse" }).click();
    await expect(participants).toContainText("Warehouse connected");
    await page.getByRole("button", { name: "Conference" }).click();
    await expect(participants).not.toContainText("on hold");
    await page.getByRole("button", { name: "Disconnect Warehouse" }).click();
    await expect(participants).toContainText("Warehouse left");

    await page.getByRole("button", { name: "Transfer" }).click();
    await page.getByRole("button", { name: "Billing" }).click();
    await expect(app.getByText("After-contact work")).toBeVisible();
  });

  test("have attributes that an app reads as they were last set", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    await page.getByRole("button", { name: "Attributes" }).click();
    await page.getByLabel("customerId").fill("C-4711");
    await page.getByLabel("New attribute").fill("tier");
    await page.getByLabel("Its value").fill("gold");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.keyboard.press("Escape");
    await workspace.openApp();
    const app = await workspace.signInToApp();
    await expect(app.getByText("C-4711", { exact: true })).toBeVisible();
    await page.getByPlaceholder("Filter").fill("gold");
    await expect(workspace.log("down", "response").first()).toContainText("contact/getAttributes");
  });
});

test("the agent's next state waits until the last contact is closed", async ({
  workspace,
  page,
}) => {
  await workspace.acceptContact("chat");
  await workspace.openMenu("Agent status");
  await page.getByRole("button", { name: "Lunch" }).click();
  const status = page.getByRole("button", { name: "Agent status" });
  await expect(status).toContainText("Next: Lunch");
  await page.getByRole("button", { name: /^End / }).click();
  await expect(status).toContainText("AfterCallWork");
  await page.getByRole("button", { name: /^Close / }).click();
  await expect(status).toHaveText(/Lunch/);
  await expect(status).not.toContainText("Next");
});

test("a warning of the session's end disappears when the agent stays signed in", async ({
  workspace,
  page,
}) => {
  await workspace.acceptContact("chat");
  await workspace.openApp();
  await workspace.openMenu("Ana Carolina Silva");
  await page.getByRole("button", { name: "Warn of the session’s end" }).click();
  await expect(page.getByRole("alert")).toContainText(/in \d+ s/);
  await page.getByRole("button", { name: "Stay signed in" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test.describe("apps", () => {
  test("are launched with a path and parameters, several for one contact, and side by side", async ({
    workspace,
    page,
  }) => {
    await workspace.acceptContact("chat");
    await workspace.openApp();
    await workspace.openMenu("Apps");
    await page.getByLabel("Path, appended to the access URL").fill("?from=screen-pop");
    await page.getByLabel("Parameters, as JSON").fill("[1]");
    await page.getByLabel("Launch key").fill("second");
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Parameters are an object");
    await page.getByLabel("Parameters, as JSON").fill('{"order": 42}');
    await page.getByRole("button", { name: "Launch", exact: true }).click();

    await expect(workspace.frames()).toHaveCount(2);
    await expect(workspace.frames().last()).toHaveAttribute("src", /\?from=screen-pop$/);
    await page.getByPlaceholder("Filter").fill('"order":42');
    await expect(workspace.log("down", "appLifecycle").first()).toContainText("create");

    const tabs = page.getByRole("list", { name: "Open apps" });
    await tabs.getByRole("button", { name: starterApp.name, exact: true }).first().click();
    await expect(workspace.frames().first()).toBeVisible();
    await expect(workspace.frames().last()).toBeHidden();
    await tabs
      .getByRole("button", { name: `Show ${starterApp.name} beside` })
      .last()
      .click();
    await expect(page.locator("iframe:visible")).toHaveCount(2);
    await tabs.getByRole("button", { name: "Home" }).click();
    await expect(page.getByRole("heading", { name: "Contact details" })).toBeVisible();
    await expect(workspace.frames()).toHaveCount(2);
  });

  test("that are pinned open by themselves with a new contact", async ({ workspace, page }) => {
    await page.getByRole("checkbox", { name: `Pin ${starterApp.name}` }).check();
    await workspace.acceptContact("chat");
    await expect(workspace.app().getByRole("button", { name: "Sign in" })).toBeVisible();
  });

  test("of all contacts keep one frame while contacts change", async ({ workspace, page }) => {
    await page.getByRole("tab", { name: "Registration" }).click();
    await page.getByRole("radio", { name: "CROSS_CONTACTS" }).check();
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
    await workspace.acceptContact("task");
    await expect(page.getByRole("list", { name: "Open apps" })).toContainText("all contacts");
    await expect(workspace.app().getByRole("button", { name: "Sign in" })).toBeVisible();
    await expect(workspace.frames()).toHaveCount(1);
  });

  test("are shown at the widths that agents have", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    const width = () => app.locator("html").evaluate(() => innerWidth);
    for (const px of [320, 400]) {
      await page.getByRole("radio", { name: `${px} px` }).check({ force: true });
      await expect.poll(width).toBe(px);
    }
    await page.getByRole("radio", { name: "Full" }).check({ force: true });
    await expect.poll(width).toBeGreaterThan(400);
  });
});

test("an app's colours follow the theme of the page", async ({ workspace, page }) => {
  // Playwright's own colour scheme would stand in for what the page hands to the frame.
  await page.emulateMedia({ colorScheme: null });
  await workspace.acceptContact("chat");
  const app = await workspace.openApp();
  await app.getByRole("button", { name: "Sign in" }).waitFor();
  const colours = () =>
    app.locator("html").evaluate((html) => ({
      dark: matchMedia("(prefers-color-scheme: dark)").matches,
      page: getComputedStyle(html.ownerDocument.body).backgroundColor,
    }));
  const light = { dark: false, page: "rgb(255, 255, 255)" };
  const dark = { dark: true, page: "rgb(22, 29, 38)" };
  for (const [theme, expected] of [
    ["Dark", dark],
    ["Light", light],
    ["Dark", dark],
  ] as const) {
    await workspace.openMenu("Theme");
    await page.getByRole("radio", { name: theme }).check();
    await page.keyboard.press("Escape");
    await expect.poll(colours).toEqual(expected);
  }
});

test.describe("the inspector", () => {
  test.beforeEach(async ({ workspace }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
  });

  test("pairs a response with its request and says how long it took", async ({
    workspace,
    page,
  }) => {
    const response = workspace.log("down", "response").filter({ hasText: "agent/getARN" }).first();
    await expect(response.locator("summary")).toContainText(/agent\/getARN[\d.]+ ms/);
    await response.locator("summary").click();
    await page.getByPlaceholder("Filter").fill("response");
    await response.getByRole("button", { name: /^Show question/ }).click();
    const request = workspace.log("up", "request").filter({ hasText: "agent/getARN" }).first();
    await expect(request.locator("summary")).toBeFocused();
    await expect(request).toContainText('"command": "agent/getARN"');
  });

  test("filters, pauses, copies and clears", async ({ workspace, page, context, site }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], {
      origin: site.workspace,
    });
    const rows = page.getByRole("complementary").locator("[data-direction]");
    await page.getByPlaceholder("Filter").fill("getARN");
    await expect(rows).toHaveCount(2);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied).toMatchObject([
      { direction: "up", message: { command: "agent/getARN" } },
      { direction: "down", message: { type: "response", isError: false } },
    ]);

    await page.getByPlaceholder("Filter").fill("appLifecycle");
    const shown = await rows.count();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Idle desk" }).click();
    await page.getByLabel("Messages of").selectOption("all");
    await expect(page.getByText(/\d newer/)).toBeVisible();
    await expect(rows).toHaveCount(shown);
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(workspace.log("down", "appLifecycle").last()).toContainText("stop");

    await page.getByRole("button", { name: "Clear" }).click();
    await expect(rows).toHaveCount(0);
  });

  test("saves what it shows, without customer data", async ({ workspace, page }) => {
    await page.getByRole("button", { name: "Attributes" }).click();
    await page.getByLabel("orderId").fill("O-4711");
    await page.keyboard.press("Escape");
    await workspace.signInToApp();
    await page.getByPlaceholder("Filter").fill("getAttributes");
    await expect(workspace.log("down", "response").first()).toBeVisible();
    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const download = await started;
    expect(download.suggestedFilename()).toMatch(/^messages-.*\.json$/);
    const text = await readFile(await download.path(), "utf8");
    const report = JSON.parse(text);
    expect(report.page).toEqual({
      version: expect.stringMatching(/^\d+\./),
      browser: expect.stringContaining("Mozilla"),
    });
    expect(report.apps[0].permissions).toEqual(starterApp.permissions);
    expect(report.messages.length).toBeGreaterThan(1);
    expect(text).toContain('"orderId": "[redacted]"');
    expect(text).not.toContain("O-4711");
  });

  test("finds the messages of a contact that is over", async ({ workspace, page }) => {
    const call = await page.getByRole("main").getByRole("heading").first().textContent();
    await page.getByRole("button", { name: `End ${call}` }).click();
    await page.getByRole("button", { name: `Close ${call}` }).click();
    await expect(workspace.frames()).toHaveCount(0);
    await workspace.acceptContact("chat");
    const choice = page.getByLabel("Messages of");
    const option = choice.getByRole("option", { name: `${call}, over` });
    await choice.selectOption((await option.getAttribute("value")) ?? "");
    await expect(workspace.log("down", "appLifecycle").last()).toContainText("destroy");
    await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(1);
    await page.getByRole("button", { name: "Clear" }).click();
    await choice.selectOption("all");
    await expect(option).toHaveCount(0);
  });

  test("shows one instance's messages alone", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    await workspace.openApp();
    await workspace.log("up", "connect-app-host-init").waitFor();
    await page.getByLabel("Messages of").selectOption("all");
    await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(2);
    const [first] = await workspace.frames().all();
    const id = await first?.locator("..").getAttribute("data-instance-id");
    await page.getByLabel("Messages of").selectOption(id ?? "");
    await expect(workspace.log("up", "connect-app-host-init")).toHaveCount(1);
    await expect(workspace.log("down", "appLifecycle").last()).toContainText("stop");
  });
});

test("the next frame gets what the registration grants", async ({ workspace, page }) => {
  await chooseRegistration(page, "User.Details.View", false);
  await chooseRegistration(page, "allow-downloads", true);
  await chooseRegistration(page, "clipboard-write", true);
  await workspace.acceptContact("voice call");
  await workspace.openApp();
  const frame = workspace.frames();
  await expect(frame).toHaveAttribute("sandbox", /\ballow-downloads\b/);
  await expect(frame).toHaveAttribute("allow", "clipboard-write");
  const refused = workspace.log("down", "response").filter({ hasText: "agent/getARN" });
  await expect(refused).toContainText("failed");
  await refused.locator("summary").click();
  await expect(refused).toContainText("App does not have permission for this request");

  await chooseRegistration(page, "*", true);
  await workspace.acceptContact("chat");
  await workspace.openApp();
  await expect(refused).not.toContainText("failed");
});

test("a link to the state opens the same state, with the tried registration", async ({
  workspace,
  page,
  context,
  site,
}) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.workspace });
  const customer = await workspace.acceptContact("chat");
  await chooseRegistration(page, "clipboard-write", true);
  await workspace.openMenu("Scenarios");
  await page.getByRole("button", { name: "Copy link to this state" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  await page.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(page.getByRole("heading", { name: customer })).toBeVisible();
  await workspace.openApp();
  await expect(workspace.frames()).toHaveAttribute("allow", "clipboard-write");

  await workspace.openMenu("Scenarios");
  await page.getByRole("link", { name: "two-chats" }).click();
  await expect(page).toHaveURL(/\?scenario=two-chats$/);
});

test("a scenario is played at the speed that the menu or the address says", async ({
  workspace,
  page,
  site,
}) => {
  await workspace.openMenu("Scenarios");
  await page.getByRole("radio", { name: "8×" }).check({ force: true });
  await expect(page.getByRole("link", { name: "provider-slow" })).toHaveAttribute(
    "href",
    "/?scenario=provider-slow",
  );
  await page.getByRole("link", { name: "missed-call" }).click();
  await expect(page).toHaveURL(/\?scenario=missed-call&speed=8$/);
  await workspace.openMenu("Scenarios");
  await expect(page.getByRole("radio", { name: "8×" })).toBeChecked();
  await page.getByRole("radio", { name: "1×" }).check({ force: true });
  await expect(page.getByRole("link", { name: "Play this one again" })).toHaveAttribute(
    "href",
    "/?scenario=missed-call",
  );
  await page.goto(`${site.workspace}/?scenario=missed-call&speed=fast`);
  await expect(page.getByRole("alert")).toContainText("expected a number from 0.1 to 100");
});

test("what was recorded is saved as a scenario file, which leads to the same desk", async ({
  workspace,
  page,
  site,
}) => {
  test.slow();
  const call = await workspace.acceptContact("voice call");
  await workspace.openMenu("Scenarios");
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.keyboard.press("Escape");
  const chat = await workspace.acceptContact("chat");
  await page.getByRole("button", { name: `End ${call}` }).click();
  const button = page.getByRole("button", { name: "Scenarios Recording" });
  await button.click();
  await expect(page.getByText("Recording: 3 actions.")).toBeVisible();
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await expect(page.getByText("Recorded: 3 actions.")).toBeVisible();
  const started = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save recording" }).click();
  const scenario = await readScenarioFile(await (await started).path());

  await page.goto(`${site.workspace}/${queryOf(scenario, 10)}`);
  const contacts = page.getByRole("navigation", { name: "Contacts" });
  const contact = (name: string) => contacts.getByRole("listitem").filter({ hasText: name });
  await expect(contact(call)).toContainText("After-contact work");
  await expect(contact(chat)).toContainText("Connected");
  await expect(page.getByRole("heading", { name: chat })).toBeVisible();
});

test.describe("faults", () => {
  test("a late acknowledge is too late for the app", async ({ workspace }) => {
    await setFault(workspace, "Late acknowledge, in ms", "6000");
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    // The page takes as long as the machine is busy, and the fault its 6 s on top.
    await expect(workspace.log("down", "acknowledge")).toContainText(/6\d{3} ms/, {
      timeout: 30_000,
    });
    await expect(app.getByText("responded too late")).toBeVisible();
  });

  test("slow and failing requests, and denied permissions, are seen in the inspector", async ({
    workspace,
    page,
  }) => {
    test.slow();
    const response = workspace.log("down", "response").filter({ hasText: "agent/getARN" }).first();
    const expectOutcome = async (outcome: RegExp) => {
      await workspace.openApp();
      // The page takes as long as the machine is busy; what follows is the fault's own time.
      await workspace.log("up", "request").first().waitFor({ timeout: 30_000 });
      await expect(response).toContainText(outcome);
      await workspace.closeApp();
      await expect(workspace.frames()).toHaveCount(0);
      await page.getByRole("button", { name: "Clear" }).click();
    };
    const clearFaults = async () => {
      await workspace.openMenu("Faults");
      const noFaults = page.getByRole("button", { name: "No faults" });
      if (await noFaults.isEnabled()) await noFaults.click();
      await page.keyboard.press("Escape");
    };
    await workspace.acceptContact("voice call");
    await setFault(workspace, "Slow requests, in ms", "1500");
    await expectOutcome(/1[5-9]\d\d ms/);
    await clearFaults();
    await setFault(workspace, "Failing requests", "agent/getARN");
    await expectOutcome(/agent\/getARN failed/);
    await clearFaults();
    await setFault(workspace, "Denied permissions", "User.Details.View");
    await expectOutcome(/agent\/getARN failed/);
    await clearFaults();
    await expectOutcome(/agent\/getARN[\d.]+ ms/);
  });

  test("the app reports missed health checks, until the workspace responds again", async ({
    workspace,
    page,
  }) => {
    test.slow();
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    await page.getByRole("checkbox", { name: "Health checks", exact: true }).check();
    await workspace.log("down", "healthCheckResponse").first().waitFor({ timeout: 30_000 });
    await setFault(workspace, "Health checks unanswered", true);
    // Three checks have to stay without an answer, at 5 s each.
    const told = app.getByText("The agent workspace stopped responding");
    await expect(told).toBeVisible({ timeout: 40_000 });
    await workspace.openMenu("Faults");
    await page.getByRole("button", { name: "No faults" }).click();
    await expect(told).toHaveCount(0, { timeout: 20_000 });
  });

  test("a lost event does not reach the app", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    await workspace.openApp();
    const app = await workspace.signInToApp();
    await setFault(workspace, "Lost events", "*");
    await page.getByRole("button", { name: /^End / }).click();
    await expect(page.getByRole("main").getByText("After-contact work")).toBeVisible();
    await expect(app.getByText("After-contact work")).toHaveCount(0);
  });

  test("a frame is removed without its cleanup", async ({ workspace, page }) => {
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).waitFor();
    await setFault(workspace, "Destroy does not wait", true);
    await workspace.closeApp();
    await expect(page.getByText("Removed without waiting")).toHaveCount(2);
    await expect(workspace.log("up", "appLifecycleHandlerCompleted")).toHaveCount(1);

    await (await workspace.openApp()).getByRole("button", { name: "Sign in" }).waitFor();
    await workspace.openMenu("Faults");
    await page.getByRole("button", { name: "Remove the frame in front" }).click();
    await expect(workspace.frames()).toHaveCount(0);
    const destroys = workspace.log("down", "appLifecycle").filter({ hasText: "destroy" });
    await expect(destroys).toHaveCount(1);
  });

  test("an opener policy of the workspace cuts an app off from its windows", async ({
    workspace,
    page,
  }) => {
    await workspace.openMenu("Faults");
    const answered = page.waitForResponse((response) => response.url().includes("coop="));
    await page.getByRole("link", { name: "Reload with an opener policy" }).click();
    expect((await answered).headers()["cross-origin-opener-policy"]).toBe("same-origin");
    await workspace.acceptContact("chat");
    const app = await workspace.openApp();
    const opened = await app.locator("html").evaluate(() => window.open("about:blank") === null);
    expect(opened).toBe(true);
    await workspace.openMenu("Faults");
    await page.getByText("Third-party cookies", { exact: true }).click();
    await expect(page.getByText("BlockThirdPartyCookies")).toBeVisible();
  });
});

test.describe("without a mouse", () => {
  /** Tabs on until the control of that name has the focus. */
  async function tabTo(page: Page, name: string | RegExp) {
    const control = page.getByRole("button", { name }).first();
    await expect(async () => {
      await page.keyboard.press("Tab");
      await expect(control).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0], timeout: 20_000 });
  }

  test("a contact is accepted, its app opened and closed", async ({ workspace, page }) => {
    await tabTo(page, "New chat");
    await page.keyboard.press("Enter");
    await tabTo(page, /^Accept /);
    await page.keyboard.press("Enter");
    await tabTo(page, /^Open app /);
    await page.keyboard.press("Enter");
    await workspace.app().getByRole("button", { name: "Sign in" }).waitFor();
    await tabTo(page, /^Close app /);
    await page.keyboard.press("Space");
    await expect(workspace.frames()).toHaveCount(0);
  });
});

for (const theme of ["Light", "Dark"]) {
  test(`axe finds nothing in the ${theme.toLowerCase()} page`, async ({ workspace, page }) => {
    test.slow();
    const findings = (part = "body") => findFaults(page.mainFrame(), { part });
    await workspace.openMenu("Theme");
    await page.getByRole("radio", { name: theme }).check();
    await expect(page.locator("html")).toHaveCSS("color-scheme", theme.toLowerCase());
    await page.keyboard.press("Escape");
    expect(await findings()).toEqual([]);

    await workspace.acceptContact("voice call");
    await page.getByRole("button", { name: "New email" }).click();
    await workspace.openApp();
    await workspace.log("down", "response").first().locator("summary").click();
    expect(await findings()).toEqual([]);

    const menus = ["Agent status", "Apps", "Faults", "Scenarios", "Theme", "Language"];
    for (const menu of [...menus, "Ana Carolina Silva"]) {
      await workspace.openMenu(menu);
      expect(await findings(":popover-open"), menu).toEqual([]);
      await page.keyboard.press("Escape");
    }
    for (const menu of ["Attributes", "Number pad"]) {
      await page.getByRole("button", { name: menu }).click();
      expect(await findings(":popover-open"), menu).toEqual([]);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("tab", { name: "Registration" }).click();
    expect(await findings()).toEqual([]);
  });
}

test("the page and its menus fit 320 px, and have no faults in forced colours", async ({
  workspace,
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ forcedColors: "active" });
  for (const menu of ["Theme", "Language", "Scenarios", "Number pad"]) {
    await page.getByRole("button", { name: menu }).click();
    const popover = page.locator(":popover-open");
    expect(await findFaults(page.mainFrame(), { part: ":popover-open" }), menu).toEqual([]);
    const box = await popover.boundingBox();
    expect(box?.x, menu).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), menu).toBeLessThanOrEqual(320);
    const last = popover.locator("button, label").last();
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
    await page.keyboard.press("Escape");
  }
  await workspace.acceptContact("chat");
  await workspace.openApp();
  await page.getByText(/^\d+ messages$/).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test("the language that was chosen stays after a reload, and apps get it", async ({
  workspace,
  page,
}) => {
  await workspace.openMenu("Language");
  await page.getByRole("radio", { name: "日本語" }).check();
  expect((await workspace.snapshot()).settings.language).toBe("ja_JP");
  await page.reload();
  await page.waitForFunction(() => "workspace" in globalThis);
  expect((await workspace.snapshot()).settings.language).toBe("ja_JP");
});
