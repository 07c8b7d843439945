import type { Frame } from "@playwright/test";
import { expect, test } from "./fixtures";
import { WorkspacePage } from "./workspace-page";

/** Leaves something in each storage of a document, and returns what was there before. */
async function fillStorage(frame: Frame): Promise<string[]> {
  return frame.evaluate(async () => {
    const databases = await indexedDB.databases();
    const found = [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await caches.keys()),
      ...databases.map(({ name }) => name ?? ""),
    ];
    localStorage.setItem("local", "kept");
    sessionStorage.setItem("session", "kept");
    await caches.open("cache");
    await new Promise((resolve) => (indexedDB.open("database").onsuccess = resolve));
    return found.filter((name) => ["local", "session", "cache", "database"].includes(name));
  });
}

test("a browser keeps nothing of one test for the next", async ({ browsers, site }) => {
  for (let turn = 0; turn < 2; turn += 1) {
    await browsers.use("allowed", async (context) => {
      expect(context.pages()).toHaveLength(1);
      const [page] = context.pages();
      if (!page) return;
      expect(await context.cookies()).toEqual([]);
      const workspace = new WorkspacePage(page, site.workspace);
      await workspace.open("ana");
      await workspace.openDesk();
      expect(await fillStorage(page.mainFrame())).toEqual([]);
      expect(await fillStorage(await workspace.appFrame())).toEqual([]);
      expect(await context.cookies()).not.toEqual([]);
      await page.goto(site.app);
      expect(await fillStorage(page.mainFrame())).toEqual([]);
      await context.route("**/*", (route) => route.abort());
      await context.setOffline(true);
    });
  }
});

test("a browser whose clock a test has set is not used again", async ({ browsers }) => {
  const seen = new Set<unknown>();
  for (let turn = 0; turn < 2; turn += 1) {
    await browsers.use("allowed", async (context) => {
      seen.add(context);
      await context.clock.install();
      await context.pages()[0]?.goto("about:blank");
    });
  }
  expect(seen.size).toBe(2);
});
