import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const text = await readFile("package-lock.json", "utf8");

it("the lock file names no registry", () => {
  expect(text).not.toContain('"resolved"');
});

it("every package has a hash, those of other systems too, which this machine does not install", () => {
  const packages: Record<string, { integrity?: string }> = JSON.parse(text).packages;
  const without = Object.entries(packages).filter(
    ([path, { integrity }]) => path !== "" && !integrity?.startsWith("sha512-"),
  );
  expect(without.map(([path]) => path)).toEqual([]);
});
