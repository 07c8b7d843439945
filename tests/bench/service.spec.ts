import { expect, test } from "../e2e/fixtures";

// `npx playwright test --config tests/playwright.config.ts --project=bench service`: the first app frame of an agent's
// session, from its insertion to the agent's name on screen, with the service and without it, in turns.

/** Sessions that are measured of each kind; the table has medians. */
const runs = 15;
const ana = "Ana Carolina Silva";

test.use({ service: true, thirdPartyCookies: "allowed" });

/** Notes, in the page's own clock, when the desk and a frame of an app are there, and when one has the agent's name. */
function watch(name: string) {
  const marks = new Set<string>();
  function mark(what: string, isThere: unknown) {
    if (!isThere || marks.has(what)) return;
    marks.add(what);
    console.info(`bench ${what} ${Date.now()}`);
  }
  new MutationObserver(() => {
    const isTop = window.top === window;
    mark("desk", isTop && document.querySelector("header"));
    mark("inserted", isTop && document.querySelector("[data-instance-id] > iframe"));
    mark("signed-in", !isTop && document.body?.textContent?.includes(name));
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

test("the first frame, with the service and without it", async ({ workspace, page, context }) => {
  test.setTimeout(600_000);
  let hasService = true;
  await page.route("**/config.json", async (route) => {
    // Node does not resolve *.localhost names.
    const url = route.request().url().replace("workspace.localhost", "127.0.0.1");
    const response = await route.fetch({ url });
    const config = await response.json();
    await route.fulfill({ json: hasService ? config : { ...config, services: [] } });
  });
  await context.addInitScript(watch, ana);
  const marks = new Map<string, number>();
  page.on("console", (message) => {
    const [, name, at] = message.text().match(/^bench (\S+) (\d+)$/) ?? [];
    if (name && !marks.has(name)) marks.set(name, Number(at));
  });
  const session = await context.newCDPSession(page);

  const measured = { with: [] as number[], without: [] as number[] };
  const toDesk = { with: [] as number[], without: [] as number[] };
  // The first round warms the servers up.
  for (let run = -1; run < runs; run += 1) {
    for (const kind of ["with", "without"] as const) {
      hasService = kind === "with";
      await context.clearCookies({ domain: "localhost" });
      await page.goto("about:blank");
      await session.send("Network.clearBrowserCache");
      marks.clear();
      const start = Date.now();
      await page.goto(workspace.url);
      await page.waitForFunction(() => "workspace" in globalThis);
      // An agent takes longer to open an app, and the service has signed them in by then.
      await page.waitForTimeout(2_000);
      await workspace.acceptContact("voice call");
      const app = await workspace.openApp();
      await expect(app.getByText(ana)).toBeVisible();
      await expect.poll(() => marks.has("signed-in")).toBe(true);
      if (run < 0) continue;
      measured[kind].push((marks.get("signed-in") ?? 0) - (marks.get("inserted") ?? 0));
      toDesk[kind].push((marks.get("desk") ?? 0) - start);
    }
  }
  for (const kind of ["with", "without"] as const) {
    const [name, desk] = [measured[kind], toDesk[kind]].map((times) => {
      const sorted = times.toSorted((a, b) => a - b);
      return `${sorted[Math.floor(runs / 2)]} ms (${sorted[0]} to ${sorted.at(-1)})`;
    });
    console.log(`| ${kind} the service | name on screen ${name} | desk ${desk} |`);
  }
});
