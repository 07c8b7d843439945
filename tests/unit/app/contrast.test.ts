import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("app/globals.css", "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

/** WCAG 2.1, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return Math.max(one, other) / Math.min(one, other);
}

/** Text on what it stands on: 4.5 to 1 (success criterion 1.4.3). */
const texts = [
  ["text", ["page", "surface", "subtle", "warning"]],
  ["heading", ["page", "surface"]],
  ["muted", ["page", "surface", "warning"]],
  ["accent", ["page", "surface", "warning"]],
  ["accent-strong", ["page", "surface", "warning"]],
  ["error", ["page", "surface"]],
  ["on-accent", ["accent", "accent-strong"]],
] as const;

/** A field's border, and the focus ring, beside what is around them: 3 to 1 (1.4.11). */
const shapes = [
  ["field", ["page", "surface"]],
  ["accent", ["page", "surface", "subtle", "warning"]],
] as const;

describe.each(["light", "dark"] as const)("in the %s", (scheme) => {
  const colour = (name: string) => tokens.get(name)?.[scheme] ?? "";
  const pairs = (list: typeof texts | typeof shapes) =>
    list.flatMap(([front, backs]) => backs.map((back) => [front, back] as const));

  it.each(pairs(texts))("%s can be read on %s", (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(shapes))("%s can be seen on %s", (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(3);
  });
});
