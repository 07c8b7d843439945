import { expect, test } from "./fixtures";

test.use({ thirdPartyCookies: "blocked" });

test("one click signs in the first frame, and the second needs none", async ({
  workspace,
  context,
}) => {
  await workspace.acceptContact("voice call");
  const first = await workspace.openApp();
  const signInWindow = context.waitForEvent("page");
  await first.getByRole("button", { name: "Sign in" }).click();
  await expect.poll(async () => (await signInWindow).isClosed()).toBe(true);
  await expect(first.getByText("Ana Carolina Silva")).toBeVisible();

  await workspace.acceptContact("chat");
  const second = await workspace.openApp();
  await expect(second.getByText("Ana Carolina Silva")).toBeVisible();
  await expect(second.getByText("chat", { exact: true })).toBeVisible();
});

test("a sign-in in one frame signs in the frames that were open before", async ({
  workspace,
  page,
}) => {
  const caller = await workspace.acceptContact("voice call");
  await workspace.openApp();
  await workspace.acceptContact("chat");
  const second = await workspace.openApp();
  await second.getByRole("button", { name: "Sign in" }).click();
  await expect(second.getByText("Ana Carolina Silva")).toBeVisible();

  await page.getByRole("button", { name: caller, exact: true }).click();
  await expect(workspace.app().getByText("Ana Carolina Silva")).toBeVisible();
});

test("the frame has the sandbox tokens of the app's registration", async ({ workspace }) => {
  await workspace.acceptContact("voice call");
  await workspace.openApp();
  await expect(workspace.frames()).toHaveAttribute(
    "sandbox",
    "allow-forms allow-popups allow-same-origin allow-scripts allow-popups-to-escape-sandbox",
  );
});

test("an agent who closes the sign-in window can open it again", async ({ workspace, context }) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  await context.clearCookies({ domain: "127.0.0.1" });
  const signInWindow = await workspace.clickForWindow("Sign in");
  await signInWindow.getByRole("heading", { name: "Sign in" }).waitFor();
  await signInWindow.close();

  const again = await workspace.clickForWindow("Open it again");
  await again.getByRole("button", { name: "Ana Carolina Silva" }).click();
  await expect(app.getByText("Ana Carolina Silva")).toBeVisible();
});
