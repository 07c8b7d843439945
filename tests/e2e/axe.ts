import type { Frame } from "@playwright/test";
import axe from "axe-core";
import { expect } from "./fixtures";
import type { WorkspacePage } from "./workspace-page";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** What axe finds in a document, or in a part of it; what is in its frames is not looked at. */
export async function findFaults(
  frame: Frame,
  { part = "html", ...options }: { part?: string; runOnly?: string[] } = {},
): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  const { checked, faults } = await frame.evaluate(
    async ({ context, options }) => {
      const { passes, violations } = await window.axe.run(context, options);
      const faults = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html}`),
      );
      return { checked: passes.length + violations.length, faults };
    },
    {
      context: { include: [part], exclude: ["iframe"] },
      options: { ...options, resultTypes: ["violations" as const] },
    },
  );
  expect(checked, "rules that axe has applied").toBeGreaterThan(0);
  return faults;
}

/** A document is accessible in light, in dark, where only colours differ, and in forced colours; nothing moves. */
export async function expectAccessible(frame: Frame): Promise<void> {
  const page = frame.page();
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
  expect(await findFaults(frame)).toEqual([]);
  expect(await frame.evaluate(() => document.getAnimations().length), "animations").toBe(0);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findFaults(frame, { runOnly: ["color-contrast"] }), "in dark").toEqual([]);
  await page.emulateMedia({ forcedColors: "active" });
  expect(await frame.evaluate(findInvisibleEdges), "in forced colours").toEqual([]);
}

/** Forced colours take every background and shadow away: what they set apart needs a border. */
function findInvisibleEdges(): string[] {
  const edged = [...document.querySelectorAll("button, textarea, section, aside")];
  const invisible = edged.filter((element) => {
    const { borderBottomWidth, borderBottomColor } = getComputedStyle(element);
    const { backgroundColor } = getComputedStyle(document.body);
    return borderBottomWidth === "0px" || borderBottomColor === backgroundColor;
  });
  return invisible.map(({ outerHTML }) => outerHTML);
}

/** Nothing is cut off or scrolls sideways in a frame of 320 px, and with text of twice the size. */
async function expectReflow(frame: Frame): Promise<void> {
  const iframe = await frame.frameElement();
  await iframe.evaluate((element: HTMLElement) => element.style.setProperty("width", "320px"));
  // A frame of another site hears of it later.
  await frame.waitForFunction(() => window.innerWidth === 320);
  const widest = await frame.locator("html").evaluate((html) =>
    ["100%", "200%"].map((size) => {
      html.style.fontSize = size;
      const { right } = html.getBoundingClientRect();
      const outside = [...html.querySelectorAll("main *, aside *")].filter(
        (element) => element.getBoundingClientRect().right > right && !element.closest("pre"),
      );
      const found = [html.scrollWidth, ...outside.map(({ outerHTML }) => outerHTML)];
      html.style.removeProperty("font-size");
      return found;
    }),
  );
  expect(widest, "text at 100% and at 200%").toEqual([[320], [320]]);
  await iframe.evaluate((element: HTMLElement) => element.style.removeProperty("width"));
}

/** The app in front is accessible, however narrow its frame. */
export async function expectFit(workspace: WorkspacePage): Promise<void> {
  const frame = await workspace.appFrame();
  await expectAccessible(frame);
  await expectReflow(frame);
}
