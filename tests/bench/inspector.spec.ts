import type { Page } from "@playwright/test";
import { expect, test } from "../../simulator/tests/e2e/bare-app";
import { manyChats } from "../fixtures/many-chats";

const frames = 20;
const seconds = 5;
/** Each is two messages to every frame. */
const missedPerSecond = 10;
const scenario = manyChats(frames);

/** Lets calls ring and be missed at a steady pace: what the page's main thread did meanwhile. */
function load(page: Page, calls: number): Promise<{ longestTaskMs: number; messages: number }> {
  return page.evaluate(
    async ({ calls, pauseMs }) => {
      const durations = [0];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) durations.push(duration);
      });
      observer.observe({ type: "longtask" });
      const newest = () => globalThis.workspace.getSnapshot().log.at(-1)?.id ?? 0;
      const before = newest();
      for (let call = 0; call < calls; call++) {
        const channel = { type: "voice", subtype: "connect:Telephony" } as const;
        const id = globalThis.workspace.offerContact({ channel, customer: "Nikki Wolf" });
        globalThis.workspace.missContact(id);
        void globalThis.workspace.clearContact(id);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      observer.disconnect();
      return { longestTaskMs: Math.max(...durations), messages: newest() - before };
    },
    { calls, pauseMs: 1_000 / missedPerSecond },
  );
}

test("the inspector with 1,000 entries, while twenty frames get messages", async ({
  workspace,
  page,
  context,
}) => {
  await workspace.open("ana", scenario);
  await page.getByLabel("Messages of").selectOption("All");
  await page.getByRole("checkbox", { name: "Health checks", exact: true }).check();
  await load(page, 3 * missedPerSecond);
  await expect(page.getByText("1000 messages")).toBeVisible();

  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  const busyMs = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
  };
  const measure = async (title: string) => {
    const before = await busyMs();
    const { longestTaskMs, messages } = await load(page, seconds * missedPerSecond);
    const busy = (await busyMs()) - before;
    console.log(
      `| ${title} | ${messages} messages | main thread busy ${busy.toFixed(0)} ms | longest task ${longestTaskMs.toFixed(0)} ms |`,
    );
  };
  for (const _ of [1, 2, 3]) {
    await measure("all messages");
    await page.getByRole("button", { name: "Pause" }).click();
    await measure("paused");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("tab", { name: "Registration" }).click();
    await measure("no inspector");
    await page.getByRole("tab", { name: "Messages" }).click();
    await page.getByLabel("Messages of").selectOption("All");
  }
});
