import { expect, test } from "../../../tests/e2e/fixtures";

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
