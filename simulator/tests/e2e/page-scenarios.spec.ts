import { queryOf } from "../../scenarios/address";
import { readScenarioFile } from "../../scenarios/file";
import { expect, test } from "../../../tests/e2e/fixtures";

test("a link to the state opens the same state, with the tried registration", async ({
  workspace,
  page,
  context,
  site,
}) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.workspace });
  const customer = await workspace.acceptContact("chat");
  await workspace.chooseRegistration("clipboard-write", true);
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
