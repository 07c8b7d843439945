import { starterApp } from "../../simulator/registration";
import { expect, test } from "./fixtures";

test.use({
  thirdPartyCookies: "allowed",
  scenario: { registration: { scope: "CROSS_CONTACTS" } },
});

test("an app for all contacts shows the one that the agent looks at, and the one that they choose", async ({
  workspace,
  page,
}) => {
  const call = await workspace.ring({ attributes: { order: "O-1" } });
  await workspace.accept(call);
  const app = await workspace.launch();
  await app.getByRole("heading", { name: starterApp.name }).waitFor();
  await expect(app.getByText("O-1")).toBeVisible();
  // Of what is in front, which this app is for every contact.
  await expect(page.getByLabel("Messages of")).toHaveValue("front");
  await expect(workspace.log("up", "request").first()).toBeVisible();

  await page.mouse.move(0, 0);
  await workspace.accept(await workspace.ring({ channel: "chat", attributes: { order: "O-2" } }));
  await expect(app.getByText("O-2")).toBeVisible();
  await expect(app.getByText("O-1")).toBeHidden();
  await expect(app.getByText("Connected")).toBeVisible();

  await workspace.select(call);
  await workspace.frames().hover();
  await expect(app.getByText("O-1")).toBeVisible();

  await app.getByLabel("Contact shown").selectOption({ label: "2. chat" });
  await expect(app.getByText("O-2")).toBeVisible();

  await workspace.end(call);
  await workspace.close(call);
  await expect(app.getByLabel("Contact shown")).toBeHidden();
  await expect(app.getByText("O-2")).toBeVisible();
  await expect(workspace.frames()).toHaveCount(1);
});

test("an app for all contacts says that there is none yet", async ({ workspace }) => {
  const app = await workspace.launch();
  await app.getByRole("heading", { name: starterApp.name }).waitFor();
  await expect(app.getByText("Accept a contact to see it here.")).toBeVisible();
});
