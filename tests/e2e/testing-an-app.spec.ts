import { expect, test } from "../../simulator/playwright";

test("an app follows its contact to the end", async ({ contact, app, workspace }) => {
  await expect(app.getByText("create contact")).toBeVisible();
  await workspace.end(contact.id);
  await expect(app.getByText("acw voice")).toBeVisible();
  await workspace.close(contact.id);
  await expect(workspace.frames()).toHaveCount(0);
});

test.describe("on a slow day", () => {
  test.use({ ringing: { channel: "chat", customer: "Li Juan" }, agent: "kwame" });

  test("an app is told of an agent's new state", async ({ workspace, contact, app }) => {
    await workspace.setFaults({ slowRequests: 300 });
    await expect(app.getByText("agent Kwame Mensah")).toBeVisible();
    await workspace.setAgentState("Lunch");
    await workspace.end(contact.id);
    await expect(app.getByText("state AfterCallWork")).toBeVisible();
    const requests = await workspace.messages("up", "request");
    expect(requests.length).toBeGreaterThan(0);
  });
});

test.describe("in a scenario", () => {
  test.use({ scenario: "two-chats" });

  test("each chat has a frame of its own", async ({ workspace }) => {
    await expect(workspace.frames()).toHaveCount(2);
  });
});
