import { expect } from "./fixtures";
import type { WorkspacePage } from "./workspace-page";

/** A partner's `app/page.tsx` that the server renders for the signed-in agent. */
export const ordersPage = `import { AppHeader } from "@/components/header/app-header";
import { requireAgent } from "@/lib/auth";

export default async function Page() {
  const { agent } = await requireAgent();
  return (
    <>
      <AppHeader />
      <p>Orders of {agent.name}</p>
    </>
  );
}
`;

/** Signs in Ana and then Kwame in an app with this page. Each sees their own page, without an error before it. */
export async function expectOrdersOfTheirAgent(workspace: WorkspacePage) {
  await workspace.acceptContact("voice call");
  const app = await workspace.openApp();
  // The server rendered the page without an agent, so requireAgent threw.
  await app.getByRole("button", { name: "Sign in" }).click({ timeout: 60_000 });
  await expect(app.getByText("Orders of Ana Carolina Silva")).toBeVisible({ timeout: 30_000 });

  await app.locator("summary").click();
  const signedOut = await workspace.clickForWindow("Sign out everywhere");
  await signedOut.waitForEvent("close");
  const signInWindow = await workspace.clickForWindow("Sign in");
  await signInWindow.getByRole("button", { name: "Kwame Mensah" }).click();
  const orders = app.getByText("Orders of");
  await orders.waitFor();
  await expect(orders).toHaveText("Orders of Kwame Mensah");
}
