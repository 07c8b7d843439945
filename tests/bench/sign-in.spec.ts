import { defaultSandbox } from "../../simulator/registration";
import { expect, test } from "../e2e/fixtures";

/** Times a sign-in is measured in each row; the table shows the median. */
const runs = 7;
const ana = "Ana Carolina Silva";

interface Row {
  cookies: "allowed" | "blocked";
  openerPolicy: boolean;
  escapeToken: boolean;
  /** Whether the agent's session at the identity provider has ended. */
  forgotten: boolean;
}

const rows: Row[] = [
  { cookies: "allowed", openerPolicy: false, escapeToken: false, forgotten: false },
  { cookies: "allowed", openerPolicy: true, escapeToken: true, forgotten: false },
  { cookies: "allowed", openerPolicy: true, escapeToken: true, forgotten: true },
  { cookies: "blocked", openerPolicy: false, escapeToken: false, forgotten: false },
  { cookies: "blocked", openerPolicy: true, escapeToken: true, forgotten: false },
  { cookies: "allowed", openerPolicy: true, escapeToken: false, forgotten: false },
];

/** Notes, in the page's own clock, when a frame is inserted and when one shows the agent's name. */
function watch(name: string) {
  new MutationObserver((_records, observer) => {
    const inserted = window.top === window && document.querySelector("iframe");
    const signedIn = window.top !== window && document.body?.textContent?.includes(name);
    if (!inserted && !signedIn) return;
    observer.disconnect();
    console.info(`bench ${inserted ? "inserted" : "signed-in"} ${Date.now()}`);
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

for (const row of rows) {
  const { cookies, openerPolicy, escapeToken, forgotten } = row;
  const title = `cookies ${cookies}, opener policy ${openerPolicy}, escape token ${escapeToken}, IdP session ${!forgotten}`;
  test.describe(title, () => {
    test.use({
      thirdPartyCookies: cookies,
      scenario: escapeToken ? "" : { registration: { iframeConfig: { sandbox: defaultSandbox } } },
    });

    test("frame inserted to signed in", async ({ workspace, page, context, site }) => {
      test.setTimeout(180_000);
      await site.setQuirks({ coop: openerPolicy ? "same-origin" : "none" });
      const times: number[] = [];
      let clicks = 0;
      const marks = new Map<string, number>();
      page.on("console", (message) => {
        const [, name, at] = message.text().match(/^bench (\S+) (\d+)$/) ?? [];
        if (name && !marks.has(name)) marks.set(name, Number(at));
      });
      await context.addInitScript(watch, ana);

      for (let run = 0; run < runs; run += 1) {
        await context.clearCookies({ domain: "localhost" });
        if (forgotten) await context.clearCookies({ domain: "127.0.0.1" });
        await page.reload();
        marks.clear();
        clicks = 0;
        await workspace.acceptContact("voice call");
        const app = await workspace.openApp();
        const click = async (name: string) => {
          clicks += 1;
          await app.getByRole("button", { name }).click();
        };
        const signInButton = app.getByRole("button", { name: "Sign in" });
        await signInButton.or(app.getByText(ana)).first().waitFor();
        if (await signInButton.isVisible()) {
          const opened = context.waitForEvent("page");
          await click("Sign in");
          const signInWindow = await opened;
          if (forgotten) await signInWindow.getByRole("button", { name: ana }).click();
          if (cookies === "blocked" && openerPolicy) {
            await signInWindow.waitForEvent("close").catch(() => {});
            await click("Finish sign-in");
          }
        }
        await expect(app.getByText(ana)).toBeVisible();
        await expect.poll(() => marks.has("signed-in")).toBe(true);
        times.push((marks.get("signed-in") ?? 0) - (marks.get("inserted") ?? 0));
      }
      const median = times.sort((a, b) => a - b)[Math.floor(runs / 2)];
      console.log(
        `| ${title} | ${clicks} clicks | ${median} ms (${times[0]} to ${times.at(-1)}) |`,
      );
    });
  });
}
