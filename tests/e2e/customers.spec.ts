import type { BrowserContext, FrameLocator } from "@playwright/test";
import { delay, HttpResponse, http } from "msw";
import type { CustomerApi } from "../../simulator/customer-api";
import { token } from "../../simulator/customer-api/handlers";
import { starterApp } from "../../simulator/registration";
import { expect, test } from "./customer-fixtures";
import type { WorkspacePage } from "./workspace-page";

test.use({ thirdPartyCookies: "allowed" });

const note = "Notes on this contact";
const dead = http.all("*", () => HttpResponse.error());

/** Records the texts of notes that arrive at the upstream. */
function recordNotes(upstream: CustomerApi, milliseconds = 0): string[] {
  const texts: string[] = [];
  upstream.use(
    http.put<object, { text: string }>("*/contacts/:id/note", async ({ request }) => {
      const { text } = await request.clone().json();
      await delay(milliseconds);
      texts.push(text);
    }),
  );
  return texts;
}

/** An open app with a note that a dead upstream did not save. */
async function typeUnsaved(workspace: WorkspacePage, upstream: CustomerApi): Promise<FrameLocator> {
  const app = await workspace.openDesk();
  await expect(app.getByText("nikki.wolf@example.com")).toBeVisible();
  upstream.use(dead);
  await app.getByLabel(note).fill("wants a refund");
  await expect(app.getByText("Not saved yet.")).toBeVisible();
  return app;
}

test.describe("the customer", () => {
  test("is shown, requested with the app's own credential and without the agent's cookie", async ({
    workspace,
    context,
    site,
    upstream,
  }) => {
    const sent: Headers[] = [];
    upstream.use(
      http.all("*", async ({ request }) => {
        sent.push(request.headers);
        await delay(1_500);
      }),
    );
    const app = await workspace.openDesk();
    await expect(app.getByText("Loading the customer…")).toBeVisible();
    await expect(app.getByText("nikki.wolf@example.com")).toBeVisible();
    await expect(app.getByText("Mar 1, 2019")).toBeVisible();
    const cookies = (await context.cookies(site.app)).map(({ name }) => name);
    expect(cookies).toContain("__Host-authjs.session-token");
    expect(sent.length).toBeGreaterThan(0);
    for (const headers of sent) {
      expect(headers.get("authorization")).toBe(`Bearer ${token}`);
      expect(headers.has("cookie")).toBe(false);
    }
  });

  test("of an upstream that refuses the app can be tried again", async ({
    workspace,
    upstream,
  }) => {
    upstream.use(http.get("*/customers/*", () => new HttpResponse(null, { status: 401 })));
    const app = await workspace.openDesk();
    await expect(app.getByText("Couldn't load the customer.")).toBeVisible();
    await expect(app.getByRole("button", { name: "Reconnect" })).toHaveCount(0);
    upstream.use();
    await app.getByRole("button", { name: "Try again" }).click();
    await expect(app.getByText("nikki.wolf@example.com")).toBeVisible();
  });

  test("loads automatically when the network is back", async ({ workspace, context, upstream }) => {
    upstream.use(http.get("*/customers/*", () => HttpResponse.error()));
    const app = await workspace.openDesk();
    await expect(app.getByText("Couldn't load the customer.")).toBeVisible();
    await context.setOffline(true);
    await expect(app.getByText("You are offline.")).toBeVisible();
    upstream.use();
    await context.setOffline(false);
    await expect(app.getByText("nikki.wolf@example.com")).toBeVisible();
  });
});

test.describe("a note", () => {
  test("is saved when another contact comes to the front", async ({
    workspace,
    page,
    upstream,
  }) => {
    const texts = recordNotes(upstream);
    const app = await workspace.openDesk();
    await app.getByLabel(note).fill("wants a refund");
    const typed = Date.now();
    await page.getByRole("button", { name: "Idle desk" }).click();
    await expect.poll(() => texts, { intervals: [50] }).toEqual(["wants a refund"]);
    expect(Date.now() - typed).toBeLessThan(1_400);
  });

  test("is saved before a closed app goes away", async ({ workspace, upstream }) => {
    const texts = recordNotes(upstream, 1_000);
    const app = await workspace.openDesk();
    await app.getByLabel(note).fill("wants a refund");
    await workspace.closeApp();
    await expect(workspace.frames()).toHaveCount(0);
    expect(texts).toEqual(["wants a refund"]);
  });

  test("is saved when the browser tab is closed", async ({ workspace, page, upstream }) => {
    const texts = recordNotes(upstream, 500);
    const app = await workspace.openDesk();
    await app.getByLabel(note).fill("wants a refund");
    await page.close();
    await expect.poll(() => texts).toEqual(["wants a refund"]);
  });

  test("that a dead upstream did not save stays in the tab, also while it cannot be decrypted", async ({
    workspace,
    context,
    upstream,
  }) => {
    await typeUnsaved(workspace, upstream);
    await workspace.closeApp();
    await expect(workspace.frames()).toHaveCount(0);

    await context.route("**/api/agent/storage-keys", (route) => route.abort());
    const texts = recordNotes(upstream);
    const reopened = await workspace.openApp();
    await expect(reopened.getByText("Couldn't open your unsaved text")).toBeVisible();
    await expect(reopened.getByLabel(note)).not.toBeEditable();
    await context.unroute("**/api/agent/storage-keys");
    await reopened.getByRole("button", { name: "Try again" }).click();
    await expect(reopened.getByLabel(note)).toHaveValue("wants a refund");
    await expect(reopened.getByText("Saved", { exact: true })).toBeVisible();
    expect(texts).toEqual(["wants a refund"]);
  });

  test("that another app has sent meanwhile is not in conflict with itself", async ({
    workspace,
    page,
    upstream,
  }) => {
    await typeUnsaved(workspace, upstream);
    const call = page.getByRole("button", { name: /Nikki Wolf/ }).first();
    let refused = 0;
    upstream.use(
      http.put("*/contacts/*", () => {
        refused += 1;
        return HttpResponse.error();
      }),
    );
    await workspace.acceptContact("chat");
    // The app tries once more, as it goes to the background.
    await expect.poll(() => refused).toBe(1);
    const texts = recordNotes(upstream);
    await workspace.openApp();
    await expect.poll(() => texts).toEqual(["wants a refund"]);
    await call.click();
    const app = workspace.app();
    await app.getByLabel(note).fill("wants a refund, angry");
    await expect(app.getByText("Saved", { exact: true })).toBeVisible();
    expect(texts.at(-1)).toBe("wants a refund, angry");
  });

  test("can be retried by hand", async ({ workspace, upstream }) => {
    const app = await typeUnsaved(workspace, upstream);
    upstream.use();
    await app.getByRole("button", { name: "Try again" }).click();
    await expect(app.getByText("Saved", { exact: true })).toBeVisible();
  });

  test("that someone else has changed is not overwritten without the agent's choice", async ({
    workspace,
    upstream,
  }) => {
    const app = await workspace.openDesk();
    await app.getByLabel(note).fill("wants a refund");
    await expect(app.getByText("Saved", { exact: true })).toBeVisible();
    const theirs = { text: "refund granted", revision: 1 };
    upstream.use(
      http.put("*/contacts/*", () => HttpResponse.json(theirs, { status: 409 }), { once: true }),
    );
    await app.getByLabel(note).fill("wants a refund, angry");
    await expect(app.getByText("refund granted")).toBeVisible();
    await app.getByRole("button", { name: "Keep mine" }).click();
    await expect(app.getByText("Saved", { exact: true })).toBeVisible();
    await expect(app.getByLabel(note)).toHaveValue("wants a refund, angry");
  });
});

test.describe("third-party cookies blocked", () => {
  test.use({ thirdPartyCookies: "blocked" });

  test("a note of an agent whose session has ended is saved once they are back", async ({
    workspace,
    context,
    site,
    upstream,
  }) => {
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText("nikki.wolf@example.com")).toBeVisible();
    await context.clearCookies({ domain: new URL(site.app).hostname });
    const texts = recordNotes(upstream);
    await app.getByLabel(note).fill("wants a refund");
    await expect(app.getByText("Your session has ended.")).toBeVisible();
    expect(texts).toEqual([]);
    await app.getByRole("button", { name: "Reconnect" }).click();
    await expect(app.getByText("Saved", { exact: true })).toBeVisible();
    expect(texts).toEqual(["wants a refund"]);
  });
});

test.describe("a note that is not saved when its agent signs out", () => {
  test.use({ thirdPartyCookies: "blocked" });

  const [ana, kwame] = ["Ana Carolina Silva", "Kwame Mensah"];
  const text = "card 4111 1111 1111 1111, wants a refund";

  /** All that the next person at the desk can read in the tab. */
  function storageOf(app: FrameLocator): Promise<string> {
    return app
      .locator("body")
      .evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  }

  async function signIn(context: BrowserContext, app: FrameLocator, agent: string) {
    const opened = context.waitForEvent("page");
    await app.getByRole("button", { name: "Sign in" }).click();
    await (await opened).getByRole("button", { name: agent }).click();
    await expect(app.getByText(agent)).toBeVisible();
  }

  async function signOut(context: BrowserContext, app: FrameLocator, agent: string) {
    await app.getByText(agent).click();
    const opened = context.waitForEvent("page");
    await app.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect.poll(async () => (await opened).isClosed()).toBe(true);
    await expect(app.getByText("You are signed out")).toBeVisible();
  }

  test("can be read only by that agent, who gets it back", async ({
    workspace,
    context,
    upstream,
  }) => {
    let keys = 0;
    context.on("request", (request) => {
      if (request.url().endsWith("/storage-keys")) keys += 1;
    });
    await workspace.acceptContact("voice call");
    const app = await workspace.openApp();
    await app.getByRole("button", { name: "Sign in" }).click();
    await expect(app.getByText("nikki.wolf@example.com")).toBeVisible();
    upstream.use(dead);
    await app.getByLabel(note).fill(text);
    await expect(app.getByText("Not saved yet.")).toBeVisible();
    await signOut(context, app, ana);
    expect(await storageOf(app)).toContain("note:");
    expect(await storageOf(app)).not.toContain("4111");

    const texts = recordNotes(upstream);
    await signIn(context, app, kwame);
    await expect(app.getByText("nikki.wolf@example.com")).toBeVisible();
    await expect(app.getByLabel(note)).toHaveValue("");
    await expect(app.getByLabel(note)).toBeEditable();
    await expect(app.getByText("Loading…")).toHaveCount(0);
    expect(await storageOf(app)).not.toContain("4111");
    await signOut(context, app, kwame);
    expect(texts).toEqual([]);

    await signIn(context, app, ana);
    await expect(app.getByLabel(note)).toHaveValue(text);
    await expect(app.getByText("Saved", { exact: true })).toBeVisible();
    expect(texts).toEqual([text]);
    expect(await storageOf(app)).not.toContain("note:");
    // No page keeps them beyond the sign-out.
    expect(keys).toBe(3);
  });
});

test("a screen pop to a customer's page shows that customer, for any contact", async ({
  workspace,
}) => {
  const app = await workspace.launch({ path: "customers/C-1004" });
  await expect(app.getByText("C-1004")).toBeVisible();
  await expect(app.getByText("Saanvi Sarkar")).toBeVisible();
});

test.describe("in an app for all contacts", () => {
  test.use({ scenario: { registration: { scope: "CROSS_CONTACTS" } } });

  test("each contact keeps its note, and a note is saved when its contact closes", async ({
    workspace,
    upstream,
  }) => {
    const texts = recordNotes(upstream);
    const call = await workspace.ring();
    await workspace.accept(call);
    const app = await workspace.launch();
    await app.getByRole("heading", { name: starterApp.name }).waitFor();
    const shown = app.getByLabel(note).filter({ visible: true });
    await shown.fill("wants a refund");
    const chat = await workspace.ring({ channel: "chat" });
    await workspace.accept(chat);
    await expect(shown).toHaveValue("");
    await shown.fill("asks for an invoice");
    await workspace.select(call);
    await workspace.frames().hover();
    await expect(shown).toHaveValue("wants a refund");
    await expect.poll(() => texts).toEqual(["wants a refund", "asks for an invoice"]);

    await shown.fill("wants a refund today");
    await workspace.end(call);
    await workspace.close(call);
    await expect(shown).toHaveValue("asks for an invoice");
    await expect.poll(() => texts).toContain("wants a refund today");
  });
});
