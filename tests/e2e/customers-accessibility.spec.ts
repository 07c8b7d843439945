import { HttpResponse, http } from "msw";
import { expectFit } from "./axe";
import { expect, test } from "./customer-fixtures";

test.use({ thirdPartyCookies: "allowed" });

const note = "Notes on this contact";

test("with a customer and a saved note, and after both have changed", async ({
  workspace,
  upstream,
}) => {
  const app = await workspace.openDesk();
  await app.getByText("nikki.wolf@example.com").waitFor();
  await app.getByLabel(note).fill("wants a refund");
  await app.getByText("Saved", { exact: true }).waitFor();
  await expectFit(workspace);

  upstream.use(
    http.get("*/customers/*", () => new HttpResponse(null, { status: 404 })),
    http.put("*/contacts/*", () =>
      HttpResponse.json({ text: "refund granted", revision: 2 }, { status: 409 }),
    ),
  );
  await app.locator("body").evaluate(() => location.reload());
  await app.getByText("There is no customer").waitFor();
  await app.getByLabel(note).fill("wants a refund, angry");
  await app.getByText("Someone else changed this note").waitFor();
  await expectFit(workspace);
});

test("while the upstream is dead, online and offline", async ({ workspace, upstream, context }) => {
  upstream.use(http.all("*", () => HttpResponse.error()));
  const app = await workspace.openDesk();
  await app.getByText("Couldn't load the customer.").waitFor();
  await app.getByText("Couldn't load the saved note.").waitFor();
  await expectFit(workspace);
  await app.getByLabel(note).fill("wants a refund");
  await app.getByText("Not saved yet.").waitFor();
  await context.setOffline(true);
  await app.getByText("You are offline.").waitFor();
  await expectFit(workspace);
});

test("the agent's menu closes when the focus goes on to the note", async ({ workspace }) => {
  const app = await workspace.openDesk();
  const signOut = app.getByRole("button", { name: "Sign out of this app" });
  await app.locator("summary").press("Enter");
  await signOut.focus();
  await app.getByLabel(note).focus();
  await expect(signOut).toBeHidden();
});
